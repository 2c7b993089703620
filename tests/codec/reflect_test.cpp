// The codec by reflection: what goes out comes back, what does not fit is refused with its path, and schemas
// cannot drift from field tables.
#include "proto/codec/reflect.hpp"

#include <limits>

#include "chokepoint/v1/play.pb.h"
#include "chokepoint/v1/scenario.pb.h"
#include "chokepoint/v1/watch.pb.h"
#include "engine/domain/messages.hpp"
#include "engine/domain/outcomes.hpp"
#include "engine/domain/scenario.hpp"
#include "engine/domain/snapshot.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::codec;

namespace {

Answer some_answer() {
    Answer answer;
    Message message;
    message.kind = MessageKind::propose;
    message.level = TalkLevel::leader;
    message.expiry_week = -7;
    message.offer = 4'000'000'000u;
    REQUIRE(message.with.push(3));
    Term term;
    term.amount = 0.1;
    term.named = std::uint64_t{1} << 47;
    term.scope = bit(Material::dy) | bit(Material::tb);
    term.kind = TermKind::supply_contract;
    term.until_week = -32768;
    REQUIRE(message.terms.push(term));
    message.order.value = -5e-324;
    message.order.regions = bit(Region::us);
    REQUIRE(answer.messages.push(message));
    REQUIRE(answer.messages.push(Message{}));
    REQUIRE(answer.rationales.push(Rationale{2.5, 1, RationaleKind::price}));
    return answer;
}

}  // namespace

TEST_CASE("an answer survives the wire to the last bit", "[codec]") {
    const Answer answer = some_answer();
    v1::Answer wire;
    to_wire(answer, wire);
    v1::Answer received;
    REQUIRE(received.ParseFromString(wire.SerializeAsString()));
    Answer back;
    REQUIRE(from_wire(received, back).ok());
    CHECK(first_difference(answer, back).path.empty());
    CHECK(digest_of(answer) == digest_of(back));
}

TEMPLATE_TEST_CASE("the schemas of all that is written or sent and the field tables agree", "[codec][drift]",
                   (std::pair<Scenario, v1::Scenario>), (std::pair<Observation, v1::Observation>),
                   (std::pair<Answer, v1::Answer>), (std::pair<Snapshot, v1::Snapshot>), (std::pair<Outcomes, v1::Outcomes>)) {
    const auto faults = schema_faults(table_of<typename TestType::first_type>(), *TestType::second_type::descriptor());
    CAPTURE(faults);
    CHECK(faults.empty());
}

TEST_CASE("a drift between schema and table is named", "[codec][drift]") {
    const auto faults = schema_faults(table_of<FirmSpec>(), *v1::FacilitySpec::descriptor());
    REQUIRE(!faults.empty());
    CHECK(faults.front().find("FirmSpec.title: no such field in the schema") != std::string::npos);
    CHECK(faults.back().find("FirmSpec.utilisation: no such field in the domain") != std::string::npos);
}

TEST_CASE("what is left out stays left out on the wire, and zero and false arrive", "[codec]") {
    StrategySpec sent, back;
    sent.exponent = 0.0;
    sent.forgives = false;
    sent.worlds = -3;
    v1::StrategySpec wire;
    to_wire(sent, wire);
    CHECK((wire.has_exponent() && wire.has_forgives() && wire.has_worlds()));
    CHECK_FALSE((wire.has_hawk_shift() || wire.has_is_secretive() || wire.has_rollouts()));
    back.hawk_shift = 1.0;  // of an object that was something else
    REQUIRE(from_wire(wire, back).ok());
    CHECK(first_difference(sent, back).path.empty());
    wire.set_exponent(std::numeric_limits<double>::infinity());
    CHECK(from_wire(wire, back).error().message == "exponent: not a finite number");
}

TEST_CASE("what does not fit is refused with its path", "[codec]") {
    v1::Answer wire;
    to_wire(some_answer(), wire);
    Answer back;
    SECTION("an unspecified enumerator") {
        wire.mutable_messages(1)->set_kind({});
        CHECK(from_wire(wire, back).error().message.find("messages[1].kind: ") == 0);
    }
    SECTION("an unknown number") {
        wire.mutable_messages(0)->mutable_terms(0)->set_kind(static_cast<v1::TermKind>(99));
        CHECK(from_wire(wire, back).error().message.find("messages[0].terms[0].kind: ") == 0);
    }
    SECTION("a number too large for its field") {
        wire.mutable_messages(0)->mutable_order()->set_what(256);
        CHECK(from_wire(wire, back).error().message.find("messages[0].order.what: 256 is out of range") == 0);
    }
    SECTION("a number too small for its field") {
        wire.mutable_messages(0)->set_expiry_week(-32769);
        CHECK(from_wire(wire, back).error().message.find("messages[0].expiry_week: ") == 0);
    }
    SECTION("a number that is none") {
        wire.mutable_messages(0)->mutable_terms(0)->set_amount(std::numeric_limits<double>::quiet_NaN());
        CHECK(from_wire(wire, back).error().message == "messages[0].terms[0].amount: not a finite number");
    }
    SECTION("too many items") {
        for (int i = 0; i < 20; ++i) *wire.add_messages() = wire.messages(0);
        CHECK(from_wire(wire, back).error().message == "messages: 22 items; at most 12 fit");
    }
}

TEST_CASE("a message in an old object's place leaves nothing of the old", "[codec]") {
    v1::Answer wire;
    to_wire(Answer{}, wire);
    Answer back = some_answer();
    REQUIRE(from_wire(wire, back).ok());
    CHECK(back.messages.empty());
    CHECK(back.rationales.empty());
}
