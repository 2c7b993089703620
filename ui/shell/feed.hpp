// Where a viewer's snapshots come from: a room over the network, or a journal played again. Every feed hands its
// snapshots to the drawing thread through collect(), so that history and panels need no locks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/game/play.hpp"
#include "proto/net/client.hpp"
#include "ui/model/history.hpp"

namespace chokepoint::ui {

class Feed {
  public:
    virtual ~Feed() = default;
    // Moves what has arrived since the last call into the history; true if anything has.
    virtual bool collect(History& history) = 0;
    // For the head of the screen: "live", "recorded, digest 12ab...".
    virtual std::string status() const = 0;
    // Why no more will come, if something went wrong; empty while all is well.
    virtual std::string trouble() const { return {}; }
};

// A recorded game, played again from its answers when the feed is made: all weeks are there at once.
class RecordedFeed : public Feed {
  public:
    // Errors: records that do not belong to this game.
    static Result<std::unique_ptr<Feed>> play(const Setup& setup, const JournalHeader& header,
                                              const std::function<std::optional<JournalRecord>()>& next);
    bool collect(History& history) override;
    std::string status() const override { return status_; }

  private:
    std::vector<std::shared_ptr<const Snapshot>> waiting_;
    std::vector<HeardSaying> sayings_;
    std::string status_;
};

// A room watched live. The scenario comes with the room's welcome.
class NetworkFeed : public Feed {
  public:
    explicit NetworkFeed(net::ClientConfig config);
    ~NetworkFeed() override;
    // Waits for the welcome. Error: the room refused, or nothing came in that time.
    Result<Scenario> join(double seconds_max);
    bool collect(History& history) override;
    std::string status() const override;
    std::string trouble() const override;

  private:
    std::unique_ptr<net::Watcher> watcher_;
    std::string room_;
};

}  // namespace chokepoint::ui
