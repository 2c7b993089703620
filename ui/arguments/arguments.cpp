#include "ui/arguments/arguments.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "engine/base/lanes.hpp"

namespace chokepoint::cli {

namespace {

// CLI11 lets a minus pass and counts it round to the greatest number.
CLI::Option* without_sign(CLI::Option* option) {
    return option->check([](const std::string& word) { return word.find('-') == std::string::npos ? "" : "'" + word + "' is below 0; give a whole number from 0"; });
}

// What is wrong with it, if anything is.
std::string obey_instruction_set() {
    const char* name = std::getenv("CHOKEPOINT_ISA");
    if (name == nullptr || *name == '\0') return "";
    const auto set = instruction_set_named(name);
    if (!set) return "CHOKEPOINT_ISA: " + set.error().message;
    set_instruction_set(*set);
    return "";
}

}  // namespace

Option Option::required() {
    option_->required();
    return *this;
}

Option Option::with_default() {
    option_->capture_default_str();
    return *this;
}

Option Option::between(int low, int high) {
    option_->check(CLI::Range(low, high));
    return *this;
}

Option Option::between(double low, double high) {
    option_->check(CLI::Range(low, high));
    return *this;
}

Option Option::one_of(const std::vector<std::string>& words) {
    option_->check(CLI::IsMember(words));
    return *this;
}

Option Option::separated_by(char mark) {
    option_->delimiter(mark);
    return *this;
}

Option Command::option(const std::string& name, std::string& value, const std::string& help) {
    return Option(app_->add_option(name, value, help));
}

Option Command::option(const std::string& name, int& value, const std::string& help) {
    return Option(app_->add_option(name, value, help));
}

Option Command::option(const std::string& name, unsigned& value, const std::string& help) {
    return Option(without_sign(app_->add_option(name, value, help)));
}

Option Command::option(const std::string& name, std::uint64_t& value, const std::string& help) {
    return Option(without_sign(app_->add_option(name, value, help)));
}

Option Command::option(const std::string& name, std::optional<std::uint64_t>& value, const std::string& help) {
    return Option(without_sign(app_->add_option(name, value, help)));
}

Option Command::option(const std::string& name, double& value, const std::string& help) {
    return Option(app_->add_option(name, value, help));
}

Option Command::option(const std::string& name, std::vector<std::string>& values, const std::string& help) {
    return Option(app_->add_option(name, values, help));
}

Option Command::option(const std::string& name, std::vector<int>& values, const std::string& help) {
    return Option(app_->add_option(name, values, help));
}

void Command::flag(const std::string& name, bool& value, const std::string& help) { app_->add_flag(name, value, help); }

void Command::example(const std::string& words) { app_->footer(words); }

void Command::does(std::function<int()> work) {
    app_->callback([code = exit_code_, work = std::move(work)] { *code = work(); });
}

void Command::hands_over(std::function<int(const std::vector<std::string>&)> work) {
    app_->prefix_command();
    app_->set_help_flag();
    app_->callback([app = app_, code = exit_code_, work = std::move(work)] { *code = work(app->remaining()); });
}

Program::Program(const std::string& name, const std::string& about)
    : app_(std::make_unique<CLI::App>(about, name)), refused_(obey_instruction_set()) {}

Program::~Program() = default;

void Program::version(const std::string& text) { app_->set_version_flag("--version", text); }

Command Program::only_command() { return {app_.get(), &exit_code_}; }

Command Program::command(const std::string& name, const std::string& about) {
    app_->require_subcommand(1);
    return {app_->add_subcommand(name, about), &exit_code_};
}

int Program::run(int argc, char** argv, const std::string& advice) {
    if (!refused_.empty()) {
        std::fprintf(stderr, "chokepoint: %s\n", refused_.c_str());
        return 2;
    }
    try {
        app_->parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        if (stop.get_exit_code() == 0) return app_->exit(stop);  // a call for help or version, which this prints
        std::fprintf(stderr, "chokepoint: %s; %s\n", stop.what(), advice.c_str());
        return 2;
    }
    return exit_code_;
}

}  // namespace chokepoint::cli
