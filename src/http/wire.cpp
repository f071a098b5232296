#include "http/wire.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <iterator>

namespace vigie::http {

namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

void append_header(std::string& head, std::string_view name, std::string_view value) {
  constexpr std::string_view line_breakers("\r\n\0", 3);
  base::require(
      name.find_first_of(line_breakers) == name.npos && value.find_first_of(line_breakers) == value.npos,
      "a header of an answer holds a line break");
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string to_head(const Response& response, bool keep_alive, std::time_t now) {
  std::string head;
  head.reserve(640);
  const auto out = std::back_inserter(head);
  fmt::format_to(out, "HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
  fmt::format_to(out, "Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", fmt::gmtime(now));
  if (!has_no_body(response.status)) {
    if (!response.content_type.empty()) append_header(head, "Content-Type", response.content_type);
    if (!response.stream) fmt::format_to(out, "Content-Length: {}\r\n", response.body.size());
  }
  for (const auto& [name, value] : response.headers) append_header(head, name, value);
  head.append(keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
  return head;
}

bool carries_body(const Response& response, bool to_head_request) {
  return !to_head_request && !has_no_body(response.status);
}

}  // namespace vigie::http
