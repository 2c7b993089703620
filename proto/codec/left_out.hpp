// What a client may leave out of an answer, filled in before it is read. For proto/codec's own files only.
#pragma once

namespace chokepoint::v1 {
class Answer;
}

namespace chokepoint::codec {

void fill_in_what_is_left_out(v1::Answer& answer);

}  // namespace chokepoint::codec
