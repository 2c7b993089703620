// Text that people have typed, as bytes from outside: whether it is text at all.
#pragma once

#include <string_view>

namespace chokepoint {

// Whether the bytes are UTF-8 as the standard has it (no overlong forms, no surrogates) without control characters, but for
// the newline.
bool is_plain_text(std::string_view bytes);

}  // namespace chokepoint
