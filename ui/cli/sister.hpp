// Starting the window program that lies beside this one.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.hpp"

namespace chokepoint::cli {

// True where a window could open: a display is named in the environment and chokepoint-view was built.
bool can_open_window();

// A program started with these words; it is ended and waited for when this object goes.
class Sister {
  public:
    static Result<Sister> start(const std::vector<std::string>& words);
    Sister(Sister&& other) noexcept : pid_(other.pid_) { other.pid_ = -1; }
    Sister& operator=(Sister&&) = delete;
    ~Sister();
    int wait();  // its exit code; 128 + signal when it was killed

  private:
    explicit Sister(int pid) : pid_(pid) {}
    int pid_;
};

// The path of chokepoint-view beside this program. Error: it was not built.
Result<std::string> viewer_path();

}  // namespace chokepoint::cli
