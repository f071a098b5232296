#include "api/body.hpp"
#include "api/handlers.hpp"

namespace vigie::api {

http::Response list_forms(const Context& context, const http::Request&, const access::Actor&) {
  boost::json::array items;
  for (const forms::Form* form : context.desk.forms.list())
    items.push_back(boost::json::object{{"id", form->id}, {"version", form->version}, {"title", form->title}});
  return answer(200, boost::json::object{{"items", std::move(items)}, {"next", nullptr}});
}

http::Response get_form(const Context& context, const http::Request& request, const access::Actor&) {
  const auto version = request.query_value("version");
  const forms::Form* form = nullptr;
  if (!version) form = context.desk.forms.find(request.param("id"));
  else if (!version->empty() && version->size() < 6 && version->find_first_not_of("0123456789") == std::string_view::npos)
    form = context.desk.forms.find(request.param("id"), std::stoi(std::string(*version)));
  if (!form) return http::problem(404, "introuvable", "Ce formulaire n’existe pas, ou pas dans cette version.");
  http::Response response;
  response.body = form->text;
  response.headers.emplace_back("Cache-Control", "private, max-age=3600");
  return response;
}

}  // namespace vigie::api
