#include <chrono>
#include <thread>

#include "proto/codec/scenario_text.hpp"
#include "ui/shell/feed.hpp"

namespace chokepoint::ui {
namespace {

std::string reason_of(const net::ClientReport& report) {
    if (report.problem) return report.problem->words;
    return report.why.empty() ? "the room has closed" : report.why;
}

}  // namespace

NetworkFeed::NetworkFeed(net::ClientConfig config) : room_(config.hello.room) {
    watcher_ = std::make_unique<net::Watcher>(std::move(config));
}

NetworkFeed::~NetworkFeed() = default;

Result<Scenario> NetworkFeed::join(double seconds_max) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds_max);
    while (std::chrono::steady_clock::now() < until) {
        const net::Watcher::View view = watcher_->view();
        if (view.welcome) return codec::parse_scenario(view.welcome->scenario_text, "room " + room_);
        if (view.report) return fail("cannot watch room " + room_ + ": " + reason_of(*view.report));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return fail("no welcome from room " + room_ + ": is the server up and the address right?");
}

bool NetworkFeed::collect(History& history) {
    const auto arrived = watcher_->take_snapshots();
    for (const auto& picture : arrived) history.add(*picture);
    for (const HeardSaying& saying : watcher_->take_sayings()) history.hear(saying);
    return !arrived.empty();
}

std::string NetworkFeed::status() const {
    const net::Watcher::View view = watcher_->view();
    std::string words = "room " + room_ + ", ";
    if (!view.report) return words + "live";
    return words + (view.report->ended ? "the game is over" : "connection lost");
}

std::string NetworkFeed::trouble() const {
    const net::Watcher::View view = watcher_->view();
    return view.report && !view.report->ended ? reason_of(*view.report) : std::string{};
}

}  // namespace chokepoint::ui
