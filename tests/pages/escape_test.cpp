// No value that a template shows can become markup, script or another address than one of a page.
#include <doctest/doctest.h>

#include <regex>

#include "pages/render.hpp"

using namespace vigie;
using pages::Dict;

namespace {

struct Marker {
  char sort;  // '#', '/', '>' or ' ' for a value
  std::string name;
};

std::vector<Marker> markers_of(std::string_view name) {
  static const std::regex shape(R"(\{\{([#/>]?)([A-Z_]+)(:[a-z_]+)?\}\})");
  const std::string text(pages::template_text(name));
  std::vector<Marker> markers;
  for (std::sregex_iterator at(text.begin(), text.end(), shape), end; at != end; ++at)
    markers.push_back({(*at)[1].length() ? (*at)[1].str()[0] : ' ', (*at)[2].str()});
  return markers;
}

/// Gives every value of a template this one, in every part; a piece is « enfant.html ». How many values there are.
int fill(Dict at, std::string_view name, std::string_view value) {
  int values = 0;
  std::vector<Dict> open{at};
  for (const Marker& marker : markers_of(name)) {
    switch (marker.sort) {
      case '#': open.push_back(open.back().add(marker.name)); break;
      case '/': open.pop_back(); break;
      case '>': values += fill(open.back().include(marker.name, "enfant.html"), "enfant.html", value); break;
      default: open.back().set(marker.name, value), ++values;
    }
  }
  REQUIRE(open.size() == 1);
  return values;
}

int count(std::string_view text, std::string_view what) {
  int times = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += what.size()) ++times;
  return times;
}

}  // namespace

TEST_CASE("every value of every template is shown as the characters it is made of") {
  REQUIRE(pages::list_templates().size() > 20);
  for (const std::string_view name : pages::list_templates()) {
    CAPTURE(name);
    Dict values;
    const int shown = fill(values, name, R"(<"'&éà>)");
    const std::string html = pages::render(name, values);
    CHECK(count(html, "&lt;&quot;&#39;&amp;éà&gt;") == shown);  // accents too: an unquoted attribute would lose them
    CHECK(count(html, R"(<")") == 0);
    CHECK(count(html, "{{") == 0);
  }
}

TEST_CASE("no value becomes a script, nor an address that runs one") {
  for (const std::string_view name : pages::list_templates()) {
    CAPTURE(name);
    for (const char* hostile : {"javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "</title><script>alert(1)</script>",
                                "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)"}) {
      Dict values;
      fill(values, name, hostile);
      const std::string html = pages::render(name, values);
      CHECK_FALSE(std::regex_search(html, std::regex(R"re((href|src|action|formaction)="\s*(javascript|data|vbscript):)re", std::regex::icase)));
      CHECK(count(html, "<script>") == 0);
      CHECK(count(html, "<img src=x") == 0);
      CHECK(count(html, "' onmouseover") == 0);
    }
  }
}

TEST_CASE("templates quote their attributes and hold no script or style of their own") {
  for (const std::string_view name : pages::list_templates()) {
    CAPTURE(name);
    const std::string text(pages::template_text(name));
    CHECK_FALSE(std::regex_search(text, std::regex(R"(=\s*\{\{)")));
    CHECK_FALSE(std::regex_search(text, std::regex(R"(\son[a-z]+\s*=)")));
    CHECK_FALSE(std::regex_search(text, std::regex(R"(\sstyle\s*=)")));
    CHECK_FALSE(std::regex_search(text, std::regex(R"(<script(?![^>]*\ssrc=))")));
    CHECK_FALSE(std::regex_search(text, std::regex(R"(<style)")));
    CHECK_FALSE(std::regex_search(text, std::regex(R"(accesskey|tabindex="[1-9])")));
  }
}

TEST_CASE("a line end of a narrative is kept in its box") {
  Dict values;
  values.set("VALUE", "un\n\n  deux <b>");
  CHECK(pages::render("champ_recit.html", values).find(">un\n\n  deux &lt;b&gt;</textarea>") != std::string::npos);
}

TEST_CASE("a template that does not exist is a bug") {
  Dict values;
  CHECK_THROWS_AS(pages::render("rien.html", values), base::Bug);
  CHECK_THROWS_AS(values.include("CONTENT", "rien.html"), base::Bug);
}
