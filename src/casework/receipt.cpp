#include "casework/submit_declaration.hpp"

namespace vigie::casework {

boost::json::object to_json(const Receipt& receipt) {
  boost::json::array alerts;
  for (const base::AlertId id : receipt.alerts) alerts.emplace_back(id.text());
  const auto text = [](const auto& id) { return id ? boost::json::value(boost::json::string(id->text())) : boost::json::value(); };
  return {{"declaration", receipt.declaration.text()}, {"minor", text(receipt.minor)},
          {"how", receipt.how},                        {"episode", text(receipt.episode)},
          {"assessment", text(receipt.assessment)},    {"alerts", std::move(alerts)}};
}

namespace {
template <class Id>
std::optional<Id> id_at(const boost::json::object& json, std::string_view key) {
  const auto text = base::find_text(json, key);
  return text ? Id::parse(*text) : std::nullopt;
}
}  // namespace

Receipt receipt_from(const boost::json::object& json) {
  Receipt receipt;
  receipt.declaration = id_at<base::DeclarationId>(json, "declaration").value();
  receipt.minor = id_at<base::MinorId>(json, "minor");
  receipt.how = base::find_text(json, "how").value_or("");
  receipt.episode = id_at<base::EpisodeId>(json, "episode");
  receipt.assessment = id_at<base::AssessmentId>(json, "assessment");
  if (const auto* alerts = base::find(json, "alerts"))
    for (const auto& id : alerts->get_array())
      receipt.alerts.push_back(base::AlertId::parse({id.get_string().data(), id.get_string().size()}).value());
  return receipt;
}

}  // namespace vigie::casework
