// What a client may leave out of a reply, filled in before it is read. For proto/codec's and proto/journal's own files only.
#pragma once

namespace google::protobuf {
template <typename T>
class RepeatedPtrField;
}

namespace chokepoint::v1 {
class Answer;
class Saying;
}  // namespace chokepoint::v1

namespace chokepoint::codec {

void fill_in_what_is_left_out(v1::Answer& answer);
void fill_in_what_is_left_out(google::protobuf::RepeatedPtrField<v1::Saying>& sayings);

}  // namespace chokepoint::codec
