#include "api/encode.hpp"

namespace vigie::api {

namespace {

boost::json::object side_json(const casework::LinkEvidence::Side& side) {
  return {{"declaration", side.declaration ? text_or_null(side.declaration->text()) : boost::json::value()},
          {"field", text_or_null(side.field)},
          {"at", base::to_rfc3339(side.at)}};
}

boost::json::object to_json(const casework::LinkEvidence& evidence) {
  return {{"kind", evidence.kind}, {"own", side_json(evidence.own)}, {"other", side_json(evidence.other)}};
}

boost::json::object to_json(const casework::LinkView& link) {
  boost::json::array evidence;
  for (const casework::LinkEvidence& one : link.evidence) evidence.push_back(to_json(one));
  boost::json::object minor{{"id", link.other.id.text()},
                            {"reference", link.other.reference},
                            {"display", link.other.display},
                            {"age", link.other.age ? boost::json::value(*link.other.age) : boost::json::value()}};
  return {{"minor", std::move(minor)}, {"evidence", std::move(evidence)}};
}

}  // namespace

boost::json::object to_json(const casework::LinksView& links) {
  boost::json::array items;
  for (const casework::LinkView& link : links.links) items.push_back(to_json(link));
  return {{"items", std::move(items)}, {"withheld", links.withheld}};
}

}  // namespace vigie::api
