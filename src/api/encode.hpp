#pragma once
#include "api/context.hpp"
#include "casework/open_file.hpp"
#include "casework/show.hpp"
#include "casework/show_alert.hpp"

namespace vigie::api {

/// The shapes of the contract (schemas/openapi.yaml, components).
boost::json::object to_json(const casework::EpisodeView& view, const access::Actor& reader, base::Instant now);
/// What others hold of an absence, and what was asked and opened of it: members of the absence read whole.
void add_openings(boost::json::object& json, const casework::EpisodeView& view);
boost::json::object to_json(casework::AssessmentView view);
boost::json::object to_json(const store::Decision& decision, const access::Actor& reader);
boost::json::object to_json(const casework::DisagreementView& view);
boost::json::object to_json(const episodes::History& history);
boost::json::object to_json(const casework::AlertView& view);
boost::json::object to_json(const casework::CandidateView& view);
boost::json::object to_json(const casework::LinksView& links);
boost::json::object to_json(const store::Verdict& verdict);
boost::json::object to_json(const store::Merge& merge);
/// Who a minor is: every telling, as written, with its date and, when the reader may read it, its declaration.
boost::json::object identity_json(const casework::MinorView& view);

/// 204: done, and nothing more to say.
http::Response nothing_more();
boost::json::value text_or_null(std::string_view text);
boost::json::value instant_or_null(const std::optional<base::Instant>& instant, std::string_view zone = base::paris);
template <class T>
boost::json::array array_of(const std::vector<T>& values) {
  boost::json::array array;
  for (const T& value : values) array.push_back(to_json(value));
  return array;
}

/// What became of a declaration: taken back, counted again; by whom and why.
boost::json::array retractions_json(const store::Reading& reading, base::DeclarationId id);

}  // namespace vigie::api
