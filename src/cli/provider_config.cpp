#include "cli/provider_config.hpp"

#include <filesystem>
#include <fstream>

#include "base/text.hpp"
#include "http/fetch.hpp"

namespace vigie::cli {

namespace {

constexpr std::int64_t longest_since_proved = 43'200;  // seconds: what a session lasts

/// One table being read: what it must not hold is refused at its line.
class ProviderTable {
 public:
  ProviderTable(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

  base::Error wrong(std::string_view key, std::string_view why) const {
    const toml::node* node = table_.get(key);
    const auto line = node ? node->source().begin.line : table_.source().begin.line;
    return {base::Kind::invalid, "configuration_invalide", fmt::format("{}:{} : [oidc] « {} » {}.", file_, line, key, why)};
  }
  std::string text(std::string_view key, std::string_view otherwise = "") const { return table_[key].value_or(std::string(otherwise)); }
  std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> all;
    if (const toml::array* array = table_[key].as_array())
      for (const toml::node& one : *array) all.push_back(one.value_or(std::string()));
    return all;
  }

  base::Status check_sorts() const {
    constexpr std::string_view single[] = {"issuer", "client_id", "client_secret_file", "base_url", "contact", "label", "algorithm", "client_authentication", "authorities"};
    constexpr std::string_view several[] = {"acr", "scopes"};
    for (const auto& [key, value] : table_) {
      const bool is_text = std::ranges::find(single, key.str()) != std::end(single), is_list = std::ranges::find(several, key.str()) != std::end(several);
      if (key == "max_age" && value.is_integer()) continue;
      if (!is_text && !is_list) return wrong(key.str(), "est une clé inconnue");
      if (is_text && !value.is_string()) return wrong(key.str(), "doit être un texte");
      if (is_list && !(value.is_array() && value.as_array()->is_homogeneous<std::string>())) return wrong(key.str(), "doit être une liste de textes");
    }
    for (const std::string_view key : {"issuer", "client_id", "client_secret_file", "base_url", "contact"})
      if (text(key).empty()) return wrong(key, "manque");
    return base::Done{};
  }

 private:
  const toml::table& table_;
  const std::string& file_;
};

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return base::trim(line);
}

}  // namespace

base::Result<oidc::Settings> read_provider(const toml::table& table, const std::string& file) {
  const ProviderTable told(table, file);
  if (const auto fine = told.check_sorts(); !fine) return fine.error();
  oidc::Settings settings;
  settings.issuer = told.text("issuer");
  settings.client_id = told.text("client_id");
  settings.client_secret = first_line(told.text("client_secret_file"));
  settings.base_url = told.text("base_url");
  settings.contact = told.text("contact");
  settings.label = told.text("label", "le fournisseur d’identité");
  settings.authorities = told.text("authorities");
  settings.acr = told.texts("acr");
  for (std::string& scope : told.texts("scopes"))
    if (scope != "openid") settings.scopes.push_back(std::move(scope));
  if (const auto most = table["max_age"].value<std::int64_t>()) {
    if (*most < 60 || *most > longest_since_proved) return told.wrong("max_age", "est un nombre de secondes, de 60 à 43200");
    settings.max_age = std::chrono::seconds(*most);
  }
  if (settings.base_url.ends_with('/')) settings.base_url.pop_back();
  for (const auto& [key, url] : {std::pair{"issuer", settings.issuer}, {"base_url", settings.base_url}})
    if (!http::is_fetchable(url)) return told.wrong(key, "est une adresse https (ou http sur cette machine)");
  if (settings.client_secret.empty()) return told.wrong("client_secret_file", "ne se lit pas, ou commence par une ligne vide");
  if (!settings.authorities.empty() && !std::filesystem::is_regular_file(settings.authorities)) return told.wrong("authorities", "n’est pas un fichier");
  const std::string algorithm = told.text("algorithm", "ES256");
  bool known = false;
  for (const auto one : {oidc::Algorithm::es256, oidc::Algorithm::rs256, oidc::Algorithm::ps256})
    if (oidc::to_text(one) == algorithm) settings.algorithm = one, known = true;
  if (!known) return told.wrong("algorithm", "est ES256, RS256 ou PS256");
  const std::string way = told.text("client_authentication", "client_secret_post");
  if (way != "client_secret_post" && way != "client_secret_basic") return told.wrong("client_authentication", "est client_secret_post ou client_secret_basic");
  settings.secret_in_body = way == "client_secret_post";
  return settings;
}

}  // namespace vigie::cli
