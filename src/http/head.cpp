#include "http/head.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <charconv>
#include <limits>

#include "base/text.hpp"
#include "http/target.hpp"

namespace vigie::http {

namespace {

namespace beast_http = boost::beast::http;
using Parser = beast_http::request_parser<beast_http::empty_body>;

/// Said twice, each of these could be read one way by a proxy and another way here.
constexpr std::string_view only_once[] = {"host",           "content-length", "transfer-encoding",
                                          "authorization",  "content-type",   "origin",
                                          "sec-fetch-site", "idempotency-key"};

Refusal malformed(std::string_view detail) { return {400, "requete_mal_formee", std::string(detail)}; }

/// Reads the lines of a head and nothing of a body.
bool read_lines(std::string_view bytes, Parser& parser) {
  parser.header_limit(std::numeric_limits<std::uint32_t>::max());  // HeadScan counted already
  parser.body_limit(boost::none);                                  // Content-Length is held below
  boost::system::error_code error;
  parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  return !error && parser.is_header_done();
}

void copy_headers(const Parser& parser, Request& request) {
  for (const auto& field : parser.get())
    request.headers.emplace_back(
        base::to_lower_ascii({field.name_string().data(), field.name_string().size()}), field.value());
}

std::ptrdiff_t count(const Request& request, std::string_view name) {
  return std::ranges::count_if(request.headers, [&](const auto& header) { return header.first == name; });
}

std::optional<Refusal> check_headers(const Request& request, unsigned version) {
  for (const auto name : only_once)
    if (count(request, name) > 1) return malformed("Un en-tête est répété.");
  const auto host = request.header("host");
  if (host ? !is_host(*host) : version >= 11) return malformed("L’en-tête Host manque ou est mal formé.");
  if (request.header("transfer-encoding")) {
    if (request.header("content-length")) return malformed("La longueur est dite de deux façons.");
    return Refusal{411, "longueur_necessaire", "Envoyez la longueur du contenu (Content-Length)."};
  }
  return std::nullopt;
}

/// Digits only: no sign, no list. Nothing when it is neither absent nor a number that fits.
std::optional<std::uint64_t> length_of_body(const Request& request) {
  const auto text = request.header("content-length");
  if (!text) return 0;
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), length);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return length;
}

}  // namespace

bool is_host(std::string_view text) {
  constexpr std::string_view others = ".-_:[]";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           others.find(c) != others.npos;
  });
}

bool HeadScan::allows(char c) const {
  if (last_ == '\r') return c == '\n';
  if (c == '\n') return false;
  if (seen_ == line_start_ && (c == ' ' || c == '\t')) return false;
  return c == '\r' || c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

HeadScan::State HeadScan::look(std::string_view bytes, std::size_t limit) {
  while (seen_ < bytes.size()) {
    if (seen_ == limit) return State::too_long;
    const char c = bytes[seen_];
    if (!allows(c)) return State::broken;
    last_ = c;
    ++seen_;
    if (c != '\n') continue;
    const bool is_empty = seen_ == line_start_ + 2;
    const bool is_first = line_start_ == start_;
    line_start_ = seen_;
    if (!is_empty) continue;
    if (!is_first) return State::whole;
    if (start_ != 0) return State::broken;
    start_ = seen_;
  }
  return State::partial;
}

std::variant<Head, Refusal> parse_head(std::string_view bytes, std::uint64_t body_limit) {
  Parser parser;
  if (!base::is_utf8(bytes) || !read_lines(bytes, parser)) return malformed("La requête est mal formée.");
  Head head;
  Request& request = head.request;
  const auto method = parser.get().method_string();
  request.method.assign(method.data(), method.size());
  copy_headers(parser, request);
  if (auto refusal = check_headers(request, parser.get().version())) return *std::move(refusal);
  auto target = parse_target({parser.get().target().data(), parser.get().target().size()});
  if (!target) return malformed("L’adresse demandée est mal formée.");
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  const auto length = length_of_body(request);
  if (!length) return malformed("La longueur du contenu est mal formée.");
  if (*length > body_limit)
    return Refusal{413, "contenu_trop_volumineux", "Le contenu envoyé est trop volumineux.", !is_api(request.path)};
  head.content_length = *length;
  head.keep_alive = parser.get().keep_alive();
  const auto expect = request.header("expect");
  head.expects_continue =
      expect && parser.get().version() >= 11 && base::to_lower_ascii(*expect) == "100-continue";
  return head;
}

}  // namespace vigie::http
