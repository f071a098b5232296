#include <charconv>
#include <limits>

#include "api/handlers.hpp"
#include "http/credentials.hpp"
#include "http/stream.hpp"

namespace vigie::api {

namespace {

constexpr int comes_back_ms = 2000;      // what a client that lost its connection waits…
constexpr int comes_back_spread = 2000;  // …and up to so much more, so that a thousand do not come back together
constexpr const char* retry_after = "30";

/// A listener's texts, after what it is told first: when to come back, and the number that it hears on from.
class Feed final : public http::Stream {
 public:
  explicit Feed(std::shared_ptr<casework::Listener> listener) : listener_(std::move(listener)) {}
  std::optional<std::string> next() override { return listener_->take(); }
  /// A number without data is no event: it only moves the Last-Event-ID of one who hears little.
  std::string heartbeat() override { return fmt::format(":\nid: {}\n\n", listener_->cursor()); }

 private:
  std::shared_ptr<casework::Listener> listener_;
};

std::string hello(const casework::Listener& listener) {
  const std::int64_t number = listener.cursor();
  const auto spread = std::chrono::steady_clock::now().time_since_epoch().count() / 1000 % comes_back_spread;
  if (!listener.lost()) return fmt::format(": Vigie\nretry: {}\nid: {}\n\n", comes_back_ms + spread, number);
  return fmt::format("retry: {}\n\nevent: reset\nid: {}\ndata: {{\"kind\":\"reset\",\"id\":null,\"version\":null}}\n\n",
                     comes_back_ms + spread, number);
}

/// The number that a client heard last: the header of an EventSource that comes back, else `after`.
base::Result<std::optional<std::int64_t>> heard_last(const http::Request& request) {
  auto text = request.header("last-event-id");
  const char* pointer = "/Last-Event-ID";
  if (!text || text->empty()) {
    text = request.query_value("after");
    pointer = "/after";
  }
  if (!text) return std::optional<std::int64_t>();
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < 0)
    return base::field_error(pointer, "numero_invalide", "Le numéro du dernier changement reçu est un nombre entier.");
  return std::optional(number);
}

}  // namespace

std::string event_of(const store::Change& change) {
  return fmt::format("id: {}\ndata: {{\"kind\":\"{}\",\"id\":\"{}\",\"version\":{}}}\n\n", change.number, change.kind,
                     change.subject, change.version);
}

http::Response get_live(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto after = heard_last(request);
  if (!after) return http::problem(after.error());
  auto listener = context.live.listen(actor, http::token_of(request).value_or(""), *after);
  if (!listener) {
    http::Response refused = http::problem(listener.error());
    http::set_header(refused, "Retry-After", retry_after);
    return refused;
  }
  http::Response response;
  response.content_type = "text/event-stream; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "no-store, no-transform");
  response.headers.emplace_back("X-Accel-Buffering", "no");  // a proxy must not gather what is said
  response.body = hello(**listener);
  response.stream = std::make_shared<Feed>(std::move(*listener));
  return response;
}

}  // namespace vigie::api
