#include "oidc/provider.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "http/fetch.hpp"
#include "oidc/token.hpp"

namespace vigie::oidc {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_email = 254;

base::Error refuse_return(std::string code, std::string text) { return {base::Kind::forbidden, std::move(code), std::move(text)}; }

/// That the level of authentication matters, so that the provider asks for more than it would (OpenID Connect Core 1.0, 5.5).
std::string ask_for_levels(const std::vector<std::string>& acr) {
  json::array values(acr.begin(), acr.end());
  return base::to_text(json::object{{"id_token", json::object{{"acr", json::object{{"essential", true}, {"values", std::move(values)}}}}}});
}

std::string email_in(const json::object& claims) {
  const std::string email = base::find_text(claims, "email").value_or("");
  return email.size() <= longest_email && !base::has_control_characters(email, false) ? email : "";
}

std::string with_query(const std::string& there, const std::vector<std::pair<std::string, std::string>>& asked) {
  return fmt::format("{}{}{}", there, there.find('?') == there.npos ? '?' : '&', http::encode_form(asked));
}

}  // namespace

base::Result<std::string> Provider::departure(const Trip& trip) {
  const auto endpoints = published_.endpoints();
  if (!endpoints) return endpoints.error();
  std::vector<std::pair<std::string, std::string>> asked{
      {"response_type", "code"},    {"client_id", settings_.client_id}, {"redirect_uri", settings_.return_url()},
      {"scope", fmt::format("{}", fmt::join(settings_.scopes, " "))},   {"state", trip.state()},
      {"nonce", trip.nonce()},      {"code_challenge", trip.challenge()}, {"code_challenge_method", "S256"}};
  if (!settings_.acr.empty()) asked.emplace_back("claims", ask_for_levels(settings_.acr));
  if (settings_.max_age) asked.emplace_back("max_age", fmt::format("{}", settings_.max_age->count()));
  return with_query(endpoints->authorization, asked);
}

std::string Provider::departure_out(const WayOut& way, const Trip& trip) const {
  std::vector<std::pair<std::string, std::string>> asked{
      {"client_id", settings_.client_id}, {"post_logout_redirect_uri", settings_.signed_out_url()}, {"state", trip.state()}};
  if (!way.id_token.empty()) asked.emplace_back("id_token_hint", way.id_token);
  return with_query(way.address, asked);
}

base::Status Provider::check_return(const Trip& trip, const Returned& returned, const Endpoints& endpoints) const {
  if (!base::equal_in_constant_time(returned.state, trip.state()))
    return refuse_return("etat_invalide", "Cette connexion n’est pas celle que ce navigateur a commencée.");
  if (returned.issuer.empty() ? endpoints.names_itself : returned.issuer != settings_.issuer)
    return refuse_return("jeton_emetteur", "La réponse ne vient pas du fournisseur d’identité attendu.");
  if (!returned.error.empty() || returned.code.empty())
    return refuse_return("fournisseur_refuse", "Le fournisseur d’identité n’a pas accepté la connexion, ou vous l’avez abandonnée.");
  return base::Done{};
}

base::Result<Provider::Tokens> Provider::exchange(const Trip& trip, const std::string& code, const Endpoints& endpoints) const {
  http::Errand errand{.url = endpoints.token, .headers = {"Accept: application/json"}, .authorities = settings_.authorities};
  errand.form = {{"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", settings_.return_url()}, {"code_verifier", trip.verifier()}};
  if (settings_.secret_in_body) {
    errand.form.emplace_back("client_id", settings_.client_id);
    errand.form.emplace_back("client_secret", settings_.client_secret);
  } else {
    errand.login = http::escape_percent(settings_.client_id);  // RFC 6749, 2.3.1
    errand.password = http::escape_percent(settings_.client_secret);
  }
  const auto fetched = http::fetch(errand);
  if (!fetched) return base::Error{base::Kind::unavailable, "fournisseur_injoignable", "Le fournisseur d’identité ne répond pas. Réessayez dans quelques minutes."};
  const auto parsed = base::parse_json(fetched->body);
  const json::object* said = parsed ? parsed->if_object() : nullptr;
  const auto unconfirmed = [] {
    return refuse_return("code_refuse", "Le fournisseur d’identité n’a pas confirmé la connexion : elle a peut-être duré trop longtemps.");
  };
  if (fetched->status != 200 || !said || !base::find(*said, "id_token") || base::to_lower_ascii(base::find_text(*said, "token_type").value_or("")) != "bearer")
    return unconfirmed();
  Tokens tokens{base::find_text(*said, "id_token").value_or(""), base::find_text(*said, "access_token").value_or("")};
  if (base::has_control_characters(tokens.access, false)) return unconfirmed();  // it goes into a header
  return tokens;
}

base::Result<json::object> Provider::read_token(std::string_view token) {
  const auto head = read_head(token, settings_.algorithm);
  if (!head) return head.error();
  const auto key = published_.key(head->key_id);
  if (!key) return key.error();
  return verify(token, **key);
}

base::Result<std::optional<json::object>> Provider::ask_userinfo(const Endpoints& endpoints, const std::string& access_token) {
  if (endpoints.userinfo.empty()) return std::optional<json::object>();
  const auto fetched = http::fetch({.url = endpoints.userinfo,
                                    .headers = {"Accept: application/jwt, application/json", "Authorization: Bearer " + access_token},
                                    .authorities = settings_.authorities});
  const auto unconfirmed = [] { return refuse_return("identite_non_confirmee", "Le fournisseur d’identité n’a pas confirmé de qui il s’agit."); };
  if (!fetched || fetched->status != 200) return unconfirmed();
  if (fetched->media_type == "application/jwt") {
    auto claims = read_token(base::trim(fetched->body));
    if (!claims) return claims.error();
    if (!is_addressed(*claims, settings_.issuer, settings_.client_id)) return unconfirmed();
    return std::optional(*std::move(claims));
  }
  auto parsed = base::parse_json(fetched->body);
  if (fetched->media_type != "application/json" || !parsed || !parsed->is_object()) return unconfirmed();
  return std::optional(std::move(parsed->get_object()));
}

base::Result<Identity> Provider::arrival(const Trip& trip, const Returned& returned) {
  const auto endpoints = published_.endpoints();
  if (!endpoints) return endpoints.error();
  if (const auto fits = check_return(trip, returned, *endpoints); !fits) return fits.error();
  const auto tokens = exchange(trip, returned.code, *endpoints);
  if (!tokens) return tokens.error();
  const auto claims = read_token(tokens->id);
  if (!claims) return claims.error();
  if (const auto fine = check_claims(*claims, {settings_.issuer, settings_.client_id, trip.nonce(), tokens->access, settings_.acr, clock_.now(), settings_.max_age}); !fine)
    return fine.error();
  Identity identity{settings_.issuer, subject_of(*claims), "", {endpoints->end_session, tokens->id}};
  const auto more = ask_userinfo(*endpoints, tokens->access);
  if (!more) return more.error();
  if (!more->has_value()) return identity;
  if (subject_of(**more) != identity.subject)
    return refuse_return("identite_non_confirmee", "Le fournisseur d’identité n’a pas confirmé de qui il s’agit.");
  identity.email = email_in(**more);
  return identity;
}

}  // namespace vigie::oidc
