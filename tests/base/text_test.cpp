#include "engine/base/text.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace chokepoint::test {

TEST_CASE("text in any script is text, newlines too", "[base][text]") {
    for (const char* good : {"", "No deal, no magnets.", "first line\nsecond", "稀土出口", "Seltene Erden für Öfen", "\xF0\x9F\x99\x82", "\xEF\xBF\xBD",
                             "\xF4\x8F\xBF\xBF", "\xC2\xA0"}) {
        CAPTURE(good);
        CHECK(is_plain_text(good));
    }
}

TEST_CASE("control characters and bytes that are no UTF-8 are no text", "[base][text]") {
    for (const std::string& bad : {std::string("bell\a"), std::string("tab\t"), std::string("return\r\n"), std::string("nought\0", 7), std::string("delete\x7F"),
                                   std::string("\x1B[2J"), std::string("\xC2\x85"), std::string("\x80"), std::string("cut off \xE7\xA8"),
                                   std::string("\xFF"), std::string("\xC0\xAF"), std::string("\xE0\x80\xAF"), std::string("\xED\xA0\x80"),
                                   std::string("\xF4\x90\x80\x80"), std::string("\xF8\x88\x80\x80\x80"), std::string("\xE7\x41\x41")}) {
        CAPTURE(bad);
        CHECK_FALSE(is_plain_text(bad));
    }
}

}  // namespace chokepoint::test
