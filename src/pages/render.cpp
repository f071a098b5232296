#include "pages/render.hpp"

#include <ctemplate/template.h>

#include <algorithm>
#include <map>

#include "base/embedded.hpp"
#include "base/error.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> pages_files;
}

namespace vigie::pages {

namespace {

constexpr ctemplate::Strip strip = ctemplate::STRIP_BLANK_LINES;

/// Escaping is opt-in in ctemplate, file by file, without a warning: it is asked for here, for all of them.
constexpr std::string_view escaped = "{{%AUTOESCAPE context=\"HTML\"}}\n";

ctemplate::TemplateString as_template(std::string_view text) { return {text.data(), text.size()}; }

/// Every template, parsed once; what does not parse stops the start.
class Templates {
 public:
  static const Templates& all() {
    static const Templates templates;
    return templates;
  }
  std::map<std::string_view, std::string_view, std::less<>> texts;
  mutable ctemplate::TemplateCache cache;

 private:
  Templates() {
    for (const auto& file : embedded::pages_files) {
      if (!file.path.ends_with(".html")) continue;
      const std::string_view name = file.path.substr(file.path.rfind('/') + 1);
      base::require(texts.emplace(name, file.content).second, "two templates have one name");
      const std::string text = std::string(escaped) + std::string(file.content);
      const bool parsed = cache.StringToTemplateCache(as_template(name), as_template(text), strip);
      if (!parsed) throw base::Fault("the template " + std::string(name) + " does not parse");
    }
    cache.Freeze();
  }
};

}  // namespace

Dict::Dict() : root_(std::make_shared<ctemplate::TemplateDictionary>("page")), here_(root_.get()) {}

Dict::Dict(std::shared_ptr<ctemplate::TemplateDictionary> root, ctemplate::TemplateDictionary* here)
    : root_(std::move(root)), here_(here) {}

Dict& Dict::set(std::string_view name, std::string_view value) {
  here_->SetValue(as_template(name), as_template(value));
  return *this;
}

Dict& Dict::set(std::string_view name, std::int64_t value) { return set(name, std::to_string(value)); }

Dict& Dict::set_everywhere(std::string_view name, std::string_view value) {
  here_->SetTemplateGlobalValue(as_template(name), as_template(value));
  return *this;
}

Dict& Dict::show(std::string_view part) {
  here_->ShowSection(as_template(part));
  return *this;
}

Dict& Dict::set_part(std::string_view part, std::string_view value) {
  if (!value.empty()) add(part).set(part, value);
  return *this;
}

Dict Dict::add(std::string_view part) { return {root_, here_->AddSectionDictionary(as_template(part))}; }

Dict Dict::include(std::string_view piece, std::string_view name) {
  base::require(Templates::all().texts.contains(name), "a template that exists");
  ctemplate::TemplateDictionary* inner = here_->AddIncludeDictionary(as_template(piece));
  inner->SetFilename(as_template(name));
  return {root_, inner};
}

std::string render(std::string_view name, const Dict& values) {
  const Templates& templates = Templates::all();
  base::require(templates.texts.contains(name), "a template that exists");
  std::string text;
  const bool whole = templates.cache.ExpandNoLoad(as_template(name), strip, values.root_.get(), nullptr, &text);
  base::require(whole, "a template that expands");
  return text;
}

std::vector<std::string_view> list_templates() {
  std::vector<std::string_view> names;
  for (const auto& [name, text] : Templates::all().texts) names.push_back(name);
  return names;
}

std::string_view template_text(std::string_view name) {
  const auto& texts = Templates::all().texts;
  const auto found = texts.find(name);
  base::require(found != texts.end(), "a template that exists");
  return found->second;
}

}  // namespace vigie::pages
