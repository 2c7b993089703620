// The one door to Catch2: every test includes this, so that version 2 (Debian 12) and 3 both serve.
// Write contains(), not Catch's own matcher: the two versions name it differently.
#pragma once

#include <string>

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#include <catch2/matchers/catch_matchers_all.hpp>
using Catch::Approx;  // version 2 does this itself
#else
#include <catch2/catch.hpp>
#endif

namespace chokepoint::test {

// Use: REQUIRE_THAT(text, contains("week 3"));
inline auto contains(const std::string& part) {
#if __has_include(<catch2/catch_all.hpp>)
    return Catch::Matchers::ContainsSubstring(part);
#else
    return Catch::Matchers::Contains(part);
#endif
}

}  // namespace chokepoint::test
