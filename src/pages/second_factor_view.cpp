#include "pages/second_factor_view.hpp"

#include <fmt/format.h>

#include "access/one_time_code.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

void draw_code(Dict& at, std::string_view piece, bool recovery, std::string_view wrong, std::string_view id, std::string_view label) {
  Dict drawn = at.include(piece, "champ_code.html");
  drawn.set("ID", id).set("LABEL", label);
  drawn.set("HINT", recovery ? "Les 6 chiffres que montre votre application d’authentification, ou un code de secours."
                             : "Les 6 chiffres que montre votre application.");
  drawn.set_part("WRONG", tied(wrong)).show_if(!wrong.empty(), "MARKED");
  drawn.set("DESCRIBED", wrong.empty() ? fmt::format("{0}-aide", id) : fmt::format("{0}-aide {0}-erreur", id));
}

void draw_key(Dict& at, std::string_view piece, std::string_view ticket, const casework::FactorOffer& offer, std::string_view login) {
  at.set(ticket, offer.ticket);
  Dict key = at.include(piece, "cle_application.html");
  key.set("SECRET", access::show_code_secret(offer.secret)).set("ADDRESS", access::to_otpauth(offer.secret, login));
}

casework::FactorOffer kept_or_new_offer(const Context& context, base::AccountId account, std::string_view ticket) {
  if (const auto kept = casework::read_offer(context.desk, account, ticket)) return *kept;
  return casework::offer_second_factor(context.desk, account);
}

Page recovery_codes_page(const http::Request& request, const access::Actor& actor, const std::vector<std::string>& codes) {
  Page page(request, actor, "Vos codes de secours", "codes_secours.html");
  for (const std::string& code : codes) page.body().add("CODE").set("VALUE", code);
  return page;
}

}  // namespace vigie::pages
