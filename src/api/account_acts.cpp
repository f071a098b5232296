#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/administer_account.hpp"

namespace vigie::api {

namespace {

boost::json::object token_json(const store::Pass& token) {
  return {{"id", token.id().text()},
          {"label", token.label},
          {"read_only", token.read_only},
          {"made_at", base::to_rfc3339(token.created_at)},
          {"seen_at", token.seen_at == token.created_at ? boost::json::value() : boost::json::value(base::to_rfc3339(token.seen_at))},
          {"expires_at", base::to_rfc3339(token.expires_at)}};
}

/// An act that takes nothing and gives nothing.
http::Response administer(const Context& context, const http::Request& request, const access::Actor& actor,
                          base::Status (*act)(const casework::Desk&, const access::Actor&, base::AccountId)) {
  const auto id = id_of<base::AccountId>(request);
  if (!id) return http::problem(id.error());
  if (const auto fine = check_takes_nothing(request); !fine) return http::problem(fine.error());
  if (const auto done = act(context.desk, actor, *id); !done) return http::problem(done.error());
  return nothing_more();
}

}  // namespace

http::Response post_account_close(const Context& context, const http::Request& request, const access::Actor& actor) {
  return administer(context, request, actor, casework::close_account);
}

http::Response post_account_reopen(const Context& context, const http::Request& request, const access::Actor& actor) {
  return administer(context, request, actor, casework::reopen_account);
}

http::Response post_account_password(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::AccountId>(request);
  if (!id) return http::problem(id.error());
  if (const auto fine = check_takes_nothing(request); !fine) return http::problem(fine.error());
  const auto given = casework::reset_password(context.desk, actor, *id);
  if (!given) return http::problem(given.error());
  return answer(200, boost::json::object{{"password", given->password}, {"expires_at", base::to_rfc3339(given->expires_at)}});
}

http::Response delete_second_factor(const Context& context, const http::Request& request, const access::Actor& actor) {
  return administer(context, request, actor, casework::forget_second_factor);
}

http::Response list_account_tokens(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::AccountId>(request);
  if (!id) return http::problem(id.error());
  const auto shown = casework::show_account(context.desk, actor, *id);
  if (!shown) return http::problem(shown.error());
  boost::json::array items;
  for (const store::Pass& token : shown->tokens) items.push_back(token_json(token));
  return answer(200, boost::json::object{{"items", std::move(items)}, {"next", nullptr}});
}

http::Response delete_account_token(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::AccountId>(request);
  if (!id) return http::problem(id.error());
  const auto token = base::PassId::parse(request.param("token"));
  if (!token) return http::problem(casework::unknown_to_you("Jeton"));
  if (const auto ended = casework::revoke_token(context.desk, actor, *id, *token); !ended) return http::problem(ended.error());
  return nothing_more();
}

}  // namespace vigie::api
