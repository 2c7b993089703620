// What our commands need of an argument parser, in plain functions. CLI11 stands behind it, seen by arguments.cpp
// alone: its templates would cost every command half a minute of compiling under the sanitizers.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace chokepoint::cli {

// An option just declared, to say more of it.
class Option {
  public:
    // Left out, it is bad usage.
    Option required();
    // Help shows the value that the variable holds now.
    Option with_default();
    // Any other number is bad usage; both ends are allowed.
    Option between(int low, int high);
    Option between(double low, double high);
    // Any other word is bad usage.
    Option one_of(const std::vector<std::string>& words);
    // For a list: one word may hold several values with this between them, too.
    Option separated_by(char mark);

  private:
    friend class Command;
    explicit Option(CLI::Option* option) : option_(option) {}
    CLI::Option* option_;
};

// A command's words and what it does. The variables named here are filled by Program::run(): they must live till
// then, most simply held by the function given to does().
class Command {
  public:
    // A name that begins with "--" takes a value, any other (such as SCENARIO) is a word by its place. A value that
    // cannot be read as the variable's type is bad usage; a list takes every word that is given for it.
    Option option(const std::string& name, std::string& value, const std::string& help);
    Option option(const std::string& name, int& value, const std::string& help);
    Option option(const std::string& name, unsigned& value, const std::string& help);
    Option option(const std::string& name, std::uint64_t& value, const std::string& help);
    Option option(const std::string& name, std::optional<std::uint64_t>& value, const std::string& help);
    Option option(const std::string& name, double& value, const std::string& help);
    Option option(const std::string& name, std::vector<std::string>& values, const std::string& help);
    Option option(const std::string& name, std::vector<int>& values, const std::string& help);
    // An option without a value: true once it is given.
    void flag(const std::string& name, bool& value, const std::string& help);
    // The last lines of the help: "Example: chokepoint ...".
    void example(const std::string& words);

    // What to do once this command was chosen and its words are sound; gives the exit code.
    void does(std::function<int()> work);
    // For a command that is another program: every word after its name goes there, --help too.
    void hands_over(std::function<int(const std::vector<std::string>& words)> work);

  private:
    friend class Program;
    Command(CLI::App* app, int* exit_code) : app_(app), exit_code_(exit_code) {}
    CLI::App* app_;
    int* exit_code_;  // of its program
};

// A program's command line, and what the environment asks of it.
class Program {
  public:
    // `name` is how users call it, as the help shows it. Sets the instruction set that CHOKEPOINT_ISA names, if it names one
    // (engine/base/lanes.hpp): to be made before anything is computed.
    Program(const std::string& name, const std::string& about);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    // What --version prints.
    void version(const std::string& text);
    // A program of a single command: its words follow the program's name.
    Command only_command();
    // One of several commands; a command line must then choose one.
    Command command(const std::string& name, const std::string& about);

    // Reads the words, does what they say and gives the exit code. Help and version: printed, 0. Bad usage: 2, and
    // a line on stderr with what is wrong and then `advice`. An instruction set that there is not: 2, and those that there are.
    int run(int argc, char** argv, const std::string& advice);

  private:
    std::unique_ptr<CLI::App> app_;
    std::string refused_;  // of the environment
    int exit_code_ = 0;
};

}  // namespace chokepoint::cli
