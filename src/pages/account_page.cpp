#include "casework/administer_account.hpp"
#include "pages/account_handlers.hpp"
#include "pages/french.hpp"
#include "pages/navigation.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

namespace {

std::string account_path(base::AccountId id) { return fmt::format("/admin/comptes/{}", id.text()); }

void show_tokens(Dict& body, const std::vector<store::Pass>& tokens, base::AccountId account, base::Instant now) {
  body.set("TOKENS", tokens.empty() ? "Aucun jeton" : tokens.size() == 1 ? "1 jeton" : fmt::format("{} jetons", tokens.size()));
  for (const store::Pass& token : tokens) {
    Dict row = body.add("TOKEN");
    row.set("LABEL", token.label).set("MADE", show_instant(token.created_at)).set("ENDS", show_instant(token.expires_at));
    row.set("SEEN", token.seen_at == token.created_at ? "jamais" : show_ago(token.seen_at, now));
    row.set("MAY", token.read_only ? "lire seulement" : "lire et écrire");
    row.set("PATH", fmt::format("{}/jetons/{}/revoquer", account_path(account), token.id().text()));
  }
}

http::Response show_given_password(const http::Request& request, const access::Actor& actor, const store::Account& account,
                                   const casework::GivenPassword& given) {
  Page page(request, actor, "Mot de passe remis", "compte_mot_de_passe.html");
  page.body().set("LOGIN", account.actor.login).set("PASSWORD", given.password).set("UNTIL", show_instant_long(given.expires_at));
  return page.back(account_path(account.actor.account), account.actor.login).answer();
}

/// An act on the account of the address, then its page again.
http::Response administer_account(const Context& context, const http::Request& request, const access::Actor& actor, std::string_view done,
                                  base::Status (*act)(const casework::Desk&, const access::Actor&, base::AccountId)) {
  const auto id = base::AccountId::parse(request.param("id"));
  if (!id) return refuse(context, request, casework::unknown_to_you("Compte"));
  if (const auto acted = act(context.desk, actor, *id); !acted) return refuse(context, request, acted.error());
  return see_other(fmt::format("{}?fait={}", account_path(*id), done));
}

}  // namespace

http::Response get_account(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = base::AccountId::parse(request.param("id"));
  if (!id) return refuse(context, request, casework::unknown_to_you("Compte"));
  const auto shown = casework::show_account(context.desk, actor, *id);
  if (!shown) return refuse(context, request, shown.error());
  const store::Account& account = shown->account;
  Page page(request, actor, fmt::format("Compte {}", account.actor.login), "compte_admin.html");
  Dict& body = page.body();
  body.set("LOGIN", account.actor.login).set("ROLE", label_of(account.actor.role)).set("ORGANISATION", account.actor.organisation_name);
  body.set("MADE", show_instant(account.created_at)).set("JOURNAL", fmt::format("/admin/journal?compte={}", account.actor.login));
  if (account.password_until) body.add("GIVEN").set("UNTIL", show_instant_long(*account.password_until));
  const bool own = *id == actor.account;
  body.show(account.password.empty() ? "SYSTEM" : own ? "OWN" : account.disabled ? "CLOSED" : "OPEN");
  body.set("PATH", account_path(*id));
  body.set("FACTOR", shown->second_factor ? fmt::format("activé le {}", show_instant(*shown->second_factor)) : "aucun");
  body.show_if(shown->second_factor.has_value() && !own && !account.disabled, "FORGET");
  show_tokens(body, shown->tokens, *id, context.desk.store.clock().now());
  const auto done = request.query_value("fait");
  if (done == "ferme") page.done("Le compte est fermé. Ses sessions et ses jetons ont pris fin.");
  if (done == "rouvert") page.done("Le compte est rouvert.");
  if (done == "facteur") page.done("Le second facteur est retiré. Ses sessions sont fermées.");
  if (done == "jeton") page.done("Le jeton est révoqué.");
  return page.back("/admin/comptes", "Comptes").answer();
}

http::Response post_account_closed(const Context& context, const http::Request& request, const access::Actor& actor) {
  return administer_account(context, request, actor, "ferme", casework::close_account);
}

http::Response post_account_reopened(const Context& context, const http::Request& request, const access::Actor& actor) {
  return administer_account(context, request, actor, "rouvert", casework::reopen_account);
}

/// Ends in no redirection: the password is shown here, and nowhere else.
http::Response post_account_password(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = base::AccountId::parse(request.param("id"));
  if (!id) return refuse(context, request, casework::unknown_to_you("Compte"));
  const auto given = casework::reset_password(context.desk, actor, *id);
  if (!given) return refuse(context, request, given.error());
  const auto shown = casework::show_account(context.desk, actor, *id);
  if (!shown) return refuse(context, request, shown.error());
  return show_given_password(request, actor, shown->account, *given);
}

http::Response post_account_factor_forgotten(const Context& context, const http::Request& request, const access::Actor& actor) {
  return administer_account(context, request, actor, "facteur", casework::forget_second_factor);
}

http::Response post_token_revoked(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = base::AccountId::parse(request.param("id"));
  const auto token = base::PassId::parse(request.param("jeton"));
  if (!id || !token) return refuse(context, request, casework::unknown_to_you("Jeton"));
  if (const auto ended = casework::revoke_token(context.desk, actor, *id, *token); !ended) return refuse(context, request, ended.error());
  return see_other(account_path(*id) + "?fait=jeton");
}

}  // namespace vigie::pages
