#pragma once
#include <ctime>
#include <string>

#include "http/message.hpp"

namespace vigie::http {

/// The head of an answer as it is sent: status line, Date, Content-Type, Content-Length, its headers,
/// Connection. 1xx, 204 and 304 carry no body and say no length,
/// nor does an answer that goes on in a Stream, whose end is that of the connection. A header that would break its line is a Bug.
std::string to_head(const Response& response, bool keep_alive, std::time_t now);

/// False for the answers that never have a body: to HEAD, 204, 304.
bool carries_body(const Response& response, bool to_head_request);

}  // namespace vigie::http
