#include "proto/codec/messages.hpp"

#include "chokepoint/v1/play.pb.h"
#include "chokepoint/v1/watch.pb.h"
#include "engine/domain/outcomes.hpp"
#include "engine/domain/sayings.hpp"
#include "proto/codec/left_out.hpp"
#include "proto/codec/reflect.hpp"

namespace chokepoint::codec {
namespace {

template <typename Wire>
Wire& scratch() {
    thread_local Wire message;
    return message;
}

template <typename Wire, typename T>
void encode_as(const T& object, std::string& out) {
    auto& message = scratch<Wire>();
    to_wire(object, message);
    message.AppendToString(&out);
}

template <typename Wire>
Result<Wire*> parse(std::string_view bytes) {
    auto& message = scratch<Wire>();
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return fail("the bytes are no " + message.GetDescriptor()->full_name());
    return &message;
}

template <typename Wire, typename T>
Status decode_as(std::string_view bytes, T& object) {
    auto parsed = parse<Wire>(bytes);
    if (!parsed) return parsed.errors();
    object = T{};
    return from_wire(**parsed, object);
}

template <typename Enum>
bool is_given(Enum value) {
    return static_cast<int>(value) != 0;
}

void fill_in(v1::Statement& statement) {
    if (!is_given(statement.kind())) statement.set_kind(v1::STATEMENT_KIND_ASSURANCE);
    if (!is_given(statement.trigger())) statement.set_trigger(v1::TRIGGER_NONE);
    if (!is_given(statement.measure())) statement.set_measure(v1::CONTROL_KIND_LICENCE);
    if (!statement.has_by()) statement.set_by(no_seat);
    if (!statement.has_to()) statement.set_to(no_seat);
}

}  // namespace

void fill_in_what_is_left_out(v1::Answer& answer) {
    for (v1::Message& message : *answer.mutable_messages()) {
        if (!is_given(message.reason())) message.set_reason(v1::REJECT_REASON_NONE);
        if (!is_given(message.level())) message.set_level(v1::TALK_LEVEL_MINISTERIAL);
        if (!message.has_agenda()) message.set_agenda(255);
        if (message.has_statement()) fill_in(*message.mutable_statement());
        if (message.has_order() && !message.order().has_regions()) message.mutable_order()->set_regions(every_region);
        for (v1::Term& term : *message.mutable_terms()) {
            if (!term.has_by()) term.set_by(no_seat);
            if (!term.has_to()) term.set_to(no_seat);
        }
    }
    for (v1::Rationale& rationale : *answer.mutable_rationales())
        if (!is_given(rationale.unit())) rationale.set_unit(v1::RATIONALE_UNIT_POINT_WEEKS);
}

void fill_in_what_is_left_out(google::protobuf::RepeatedPtrField<v1::Saying>& sayings) {
    for (v1::Saying& saying : sayings) {
        if (!saying.has_talk()) saying.set_talk(255);
        if (!saying.has_to()) saying.set_to(no_seat);
    }
}

void encode(const Observation& observation, std::string& out) { encode_as<v1::Observation>(observation, out); }
void encode(const Answer& answer, std::string& out) { encode_as<v1::Answer>(answer, out); }
void encode(const Snapshot& snapshot, std::string& out) { encode_as<v1::Snapshot>(snapshot, out); }

Status decode(std::string_view bytes, Observation& observation) {
    return decode_as<v1::Observation>(bytes, observation);
}
Status decode(std::string_view bytes, Snapshot& snapshot) { return decode_as<v1::Snapshot>(bytes, snapshot); }

Status decode(std::string_view bytes, Answer& answer) {
    auto parsed = parse<v1::Answer>(bytes);
    if (!parsed) return parsed.errors();
    fill_in_what_is_left_out(**parsed);
    answer.clear();
    return from_wire(**parsed, answer);
}

std::vector<std::string> play_schema_faults() {
    std::vector<std::string> faults;
    const auto add = [&faults](std::vector<std::string> more) { faults.insert(faults.end(), more.begin(), more.end()); };
    add(schema_faults(table_of<Observation>(), *v1::Observation::descriptor()));
    add(schema_faults(table_of<Answer>(), *v1::Answer::descriptor()));
    add(schema_faults(table_of<Snapshot>(), *v1::Snapshot::descriptor()));
    add(schema_faults(table_of<Outcomes>(), *v1::Outcomes::descriptor()));
    add(schema_faults(table_of<Saying>(), *v1::Saying::descriptor()));
    add(schema_faults(table_of<HeardSaying>(), *v1::HeardSaying::descriptor()));
    add(schema_faults(table_of<RefusedSaying>(), *v1::RefusedSaying::descriptor()));
    return faults;
}

}  // namespace chokepoint::codec
