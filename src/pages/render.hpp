#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ctemplate {
class TemplateDictionary;
}

namespace vigie::pages {

/// The values of a template. A handle: what add() and include() give back writes into the same page.
/// A template says {{NAME}} (a value), {{#PART}}…{{/PART}} (shown as often as it was added), {{>PIECE}} (another template).
/// A part sees the values around it; a piece sees its own only.
class Dict {
 public:
  Dict();
  Dict& set(std::string_view name, std::string_view value);
  Dict& set(std::string_view name, std::int64_t value);
  /// A value that every piece of the page sees.
  Dict& set_everywhere(std::string_view name, std::string_view value);
  /// Shows a part once.
  Dict& show(std::string_view part);
  Dict& show_if(bool condition, std::string_view part) { return condition ? show(part) : *this; }
  /// Shows a part with a value of the same name, unless the value is empty.
  Dict& set_part(std::string_view part, std::string_view value);
  /// One more time this part: the values of that time.
  Dict add(std::string_view part);
  /// What {{>PIECE}} shows. A template that does not exist is a Bug.
  Dict include(std::string_view piece, std::string_view name);

 private:
  friend std::string render(std::string_view, const Dict&);
  Dict(std::shared_ptr<ctemplate::TemplateDictionary> root, ctemplate::TemplateDictionary* here);
  std::shared_ptr<ctemplate::TemplateDictionary> root_;
  ctemplate::TemplateDictionary* here_;
};

/// The template of that name in src/web/templates, every value escaped for the place where it stands (text, attribute,
/// address). A template that does not exist is a Bug.
std::string render(std::string_view name, const Dict& values);
/// Names of all templates.
std::vector<std::string_view> list_templates();
/// A template as written.
std::string_view template_text(std::string_view name);

}  // namespace vigie::pages
