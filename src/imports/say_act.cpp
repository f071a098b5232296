#include "imports/act.hpp"

namespace vigie::imports {

namespace {

class Said {
 public:
  void add(std::string_view key, const std::string& text) {
    if (!text.empty()) object[key] = text;
  }
  void add(std::string_view key, const std::optional<base::Instant>& instant) {
    if (instant) object[key] = exact(*instant);
  }
  boost::json::object object;
};

}  // namespace

boost::json::object to_json(const Act& act) {
  Said said;
  said.add("declaration", act.declaration);
  said.add("by", act.by);
  said.add("inscrit_le", act.inscrit_le);
  said.add("desinscrit_le", act.desinscrit_le);
  said.add("numero", act.numero);
  said.add("categorie", act.categorie);
  said.add("service", act.service);
  said.add("motif_de_non_inscription", act.motif_de_non_inscription);
  if (act.assessment)
    said.object["assessment"] = {{"at", exact(act.assessment->at)},
                                 {"qualification", act.assessment->qualification},
                                 {"level", act.assessment->level}};
  said.add("decision", act.decision);
  said.add("qualification", act.qualification);
  said.add("level", act.level);
  said.add("declarant", act.declarant);
  said.add("reason", act.reason);
  return std::move(said.object);
}

std::string exact(base::Instant instant) {
  std::string text = base::to_rfc3339(instant);
  const auto ms = static_cast<int>(((instant.ms % 1000) + 1000) % 1000);
  if (ms != 0) text.insert(19, fmt::format(".{:03}", ms));
  return text;
}

}  // namespace vigie::imports
