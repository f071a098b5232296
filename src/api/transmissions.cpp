#include "api/body.hpp"
#include "api/encode.hpp"
#include "api/handlers.hpp"
#include "casework/ask_transmission.hpp"
#include "casework/disclose_address.hpp"
#include "casework/bound_placement.hpp"
#include "casework/open_urgently.hpp"
#include "casework/transmit.hpp"

namespace vigie::api {

namespace {

boost::json::object transmission_json(const casework::TransmissionView& view) {
  const store::Transmission& told = view.told;
  boost::json::array fields;
  for (const std::string& field : told.fields) fields.emplace_back(field);
  return {{"id", told.id.text()},
          {"declaration", told.declaration.text()},
          {"form", told.form},
          {"from", view.from},
          {"to", view.to},
          {"by", view.by},
          {"at", base::to_rfc3339(told.at)},
          {"purpose", told.purpose},
          {"basis", told.basis},
          {"reference", text_or_null(told.reference)},
          {"fields", told.fields.empty() ? boost::json::value() : boost::json::value(std::move(fields))},
          {"parents_informed", told.parents_informed},
          {"child_informed", told.child_informed},
          {"note", text_or_null(told.note)}};
}

boost::json::object request_json(const casework::RequestView& view) {
  return {{"id", view.told.id.text()},
          {"at", base::to_rfc3339(view.told.at)},
          {"organisation", view.organisation},
          {"by", view.by},
          {"purpose", view.told.purpose},
          {"reason", view.told.reason}};
}

boost::json::object emergency_json(const casework::UrgentView& view) {
  return {{"id", view.told.id.text()},
          {"at", base::to_rfc3339(view.told.at)},
          {"until", base::to_rfc3339(view.told.until)},
          {"organisation", view.organisation},
          {"by", view.by},
          {"motive", view.told.motive}};
}

boost::json::array list_json(const std::vector<casework::TransmissionView>& views) {
  boost::json::array array;
  for (const casework::TransmissionView& one : views) array.push_back(transmission_json(one));
  return array;
}

casework::Transmitting told_in(Members& members) {
  casework::Transmitting told;
  told.recipient = members.required_text("recipient", 200);
  told.purpose = members.required_text("purpose", 60);
  told.basis = members.required_text("basis", 60);
  for (std::string& field : members.texts("fields")) told.fields.insert(std::move(field));
  told.parents_informed = members.required_text("parents_informed", 60);
  told.child_informed = members.required_text("child_informed", 60);
  told.reference = members.text("reference", 200).value_or("");
  told.note = members.text("note", 2000).value_or("");
  return told;
}

}  // namespace

void add_openings(boost::json::object& json, const casework::EpisodeView& view) {
  boost::json::array held;
  for (const casework::HeldView& one : view.held)
    held.push_back(boost::json::object{
        {"form", one.form}, {"signed_at", base::to_rfc3339(one.signed_at)}, {"by", one.by}, {"whole", one.whole}});
  json["held"] = std::move(held);
  json["emergency_until"] = instant_or_null(view.urgently_until);
  boost::json::array requests, emergencies;
  for (const casework::RequestView& one : view.requests) requests.push_back(request_json(one));
  for (const casework::UrgentView& one : view.urgent) emergencies.push_back(emergency_json(one));
  json["requests"] = std::move(requests);
  json["emergencies"] = std::move(emergencies);
}

http::Response post_transmission(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::DeclarationId>(request);
  if (!id) return http::problem(id.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const casework::Transmitting told = told_in(members);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto repetition = repetition_of(request, "POST " + request.path, context.desk.store.vault());
  if (!repetition) return http::problem(repetition.error());
  auto made = casework::transmit(context.desk, actor, *id, told, *repetition);
  if (!made) return http::problem(made.error());
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return answer(201, boost::json::object{{"transmission", transmission_json(casework::show_transmission(reading, std::move(*made)))}});
  });
}

http::Response list_transmissions_of(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::DeclarationId>(request);
  if (!id) return http::problem(id.error());
  const auto declaration = casework::open_declaration(context.desk, actor, *id, casework::motive_from(request.header("vigie-motif")));
  if (!declaration) return http::problem(declaration.error());
  return context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return answer(200, boost::json::object{{"items", list_json(casework::show_transmissions(reading, *id))}, {"next", nullptr}});
  });
}

http::Response list_transmissions(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto page = page_of(request);
  if (!page) return http::problem(page.error());
  const std::int64_t before = page->after ? page->after->first : std::numeric_limits<std::int64_t>::max();
  auto views = casework::list_received(context.desk, actor, before, page->limit + 1);
  boost::json::value next;
  if (views.size() > static_cast<std::size_t>(page->limit)) {
    views.pop_back();
    next = boost::json::string(cursor(views.back().told.number, views.back().told.id.text()));
  }
  return answer(200, boost::json::object{{"items", list_json(views)}, {"next", std::move(next)}});
}

http::Response post_transmission_request(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::EpisodeId>(request);
  if (!id) return http::problem(id.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string purpose = members.required_text("purpose", 60), reason = members.required_text("reason", 2000);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto made = casework::ask_transmission(context.desk, actor, *id, purpose, reason);
  if (!made) return http::problem(made.error());
  return answer(201, boost::json::object{{"request", request_json(casework::RequestView{*made, actor.organisation_name, actor.login})}});
}

http::Response post_emergency(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::EpisodeId>(request);
  if (!id) return http::problem(id.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string motive = members.required_text("motive", 2000);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto made = casework::open_urgently(context.desk, actor, *id, motive);
  if (!made) return http::problem(made.error());
  return answer(201, boost::json::object{{"emergency", emergency_json(casework::UrgentView{*made, actor.organisation_name, actor.login})}});
}

http::Response post_address_disclosure(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::EpisodeId>(request);
  if (!id) return http::problem(id.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string to = members.required_text("to", 200);
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto told = casework::disclose_address(context.desk, actor, *id, to);
  if (!told) return http::problem(told.error());
  return answer(200, boost::json::object{{"address", told->address}, {"authorised_at", base::to_rfc3339(told->authorised_at)}});
}

http::Response post_placement_start(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::MinorId>(request);
  if (!id) return http::problem(id.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string organisation = members.text("organisation", 200).value_or("");
  const std::string told = members.required_text("since", 10);
  const auto day = base::parse_date(told);
  if (!told.empty() && !day) members.refuse("since", "date_invalide", "« since » est une date, par exemple 2026-11-21.");
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto done = casework::start_placement(context.desk, actor, *id, organisation, base::read_local({*day, 0, 0, 0}, base::paris).first);
  if (!done) return http::problem(done.error());
  return nothing_more();
}

http::Response post_placement_end(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = id_of<base::MinorId>(request);
  if (!id) return http::problem(id.error());
  const auto body = read_object(request);
  if (!body) return http::problem(body.error());
  Members members(*body);
  const std::string organisation = members.text("organisation", 200).value_or("");
  if (const auto fine = members.done(); !fine) return http::problem(fine.error());
  const auto done = casework::end_placement(context.desk, actor, *id, organisation);
  if (!done) return http::problem(done.error());
  return nothing_more();
}

}  // namespace vigie::api
