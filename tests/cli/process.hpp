// Runs the built program as a user would: words in, exit code and both streams out.
#pragma once

#include <string>
#include <vector>

namespace chokepoint::test {

struct Finished {
    int code = -1;  // 128 + signal when it was killed
    std::string out, err;
};

// A folder of this test process under the system's temporary one, removed at the end.
std::string scratch(const std::string& name);

std::string program(const std::string& name = "chokepoint");
std::string april_2025();
std::string golden(const std::string& file);

// Runs `chokepoint words…` to its end; `environment` adds NAME=VALUE, before what there is.
Finished run(const std::vector<std::string>& words, const std::vector<std::string>& environment = {});

// A program in the background whose streams go to files.
class Background {
  public:
    explicit Background(const std::vector<std::string>& words);
    ~Background();  // killed if it still runs
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    std::string first_line();       // of stdout, waited for (at most half a minute)
    void kill_now();                // SIGKILL
    Finished wait();
    bool wait_for_output(const std::string& text);  // in stdout or stderr, at most half a minute

  private:
    int pid_ = -1;
    std::string out_, err_;
};

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& bytes);

}  // namespace chokepoint::test
