// chokepoint agent: one autonomous agent as its own process, in a seat of a room elsewhere.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "proto/net/client.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

struct AgentOptions {
    std::string role, connect, room, token, name, strategy, tls_ca;
    bool json = false;
};

Result<net::ClientConfig> config_for(const AgentOptions& options) {
    auto address = net::parse_address(options.connect);
    if (!address) return fail("--connect: " + address.error().message);
    net::ClientConfig config;
    config.server = std::move(*address);
    if (!options.tls_ca.empty()) {
        auto tls = net::tls_for_client(options.tls_ca);
        if (!tls) return tls.errors();
        config.tls = std::move(*tls);
    }
    config.hello.room = options.room;
    config.hello.role = options.role;
    config.hello.token = options.token;
    config.hello.name = options.name.empty() ? options.role : options.name;
    config.hello.strategy = options.strategy;
    return config;
}

int finish(const AgentOptions& options, const net::ClientReport& over) {
    if (!over.ended) {
        std::string words = over.why;
        if (!over.welcome.token.empty())
            words += "\nchokepoint: the seat '" + over.welcome.role + "' can be taken up again with --token " + over.welcome.token;
        return report({fail(words)}, exit_failed);
    }
    if (options.json) {
        nlohmann::ordered_json json;
        json["room"] = over.welcome.room;
        json["role"] = over.welcome.role;
        json["answered"] = over.answered;
        json["complete"] = over.bye.complete;
        json["reason"] = over.bye.reason;
        json["digest"] = format_digest(over.bye.digest);
        json["outcomes"] = outcomes_json(over.bye.outcomes);
        std::printf("%s\n", json.dump(2).c_str());
    } else {
        std::printf("%s: %s after %d weeks, %llu answers, digest %s\n", over.welcome.role.c_str(), over.bye.reason.c_str(),
                    over.bye.outcomes.weeks, static_cast<unsigned long long>(over.answered), format_digest(over.bye.digest).c_str());
    }
    return 0;
}

int agent(const AgentOptions& options) {
    const auto config = config_for(options);
    if (!config) return report(config.errors());
    return finish(options, net::play_seat(*config, roster()));
}

}  // namespace

void add_agent(Program& program) {
    auto options = std::make_shared<AgentOptions>();
    Command command = program.command("agent", "Play a seat of a room as an autonomous agent; 0 at the game's end, 1 when dropped");
    command.option("ROLE", options->role, "the seat, such as us or mp-materials; any: an open one").required();
    command.option("--connect", options->connect, "HOST:PORT of the server").required();
    command.option("--room", options->room, "the room's code").required();
    command.option("--token", options->token, "of an earlier welcome, to take the seat up again");
    command.option("--name", options->name, "shown to others; default: the role");
    command.option("--strategy", options->strategy, "one that ships or one of the room's scenario (chokepoint scenarios --strategies SCENARIO); default: the scenario's for the seat");
    command.option("--tls-ca", options->tls_ca, "connect with TLS, trusting this authority (PEM)");
    command.flag("--json", options->json, "one JSON document on stdout");
    command.example("Example: chokepoint agent china --connect 127.0.0.1:7400 --room K7PQ2M");
    command.does([options] { return agent(*options); });
}

}  // namespace chokepoint::cli
