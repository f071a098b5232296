#pragma once
#include "base/text.hpp"
#include "casework/export_past.hpp"
#include "casework/import_past.hpp"
#include "casework/manage_accounts.hpp"
#include "tests/casework/house.hpp"

namespace vigie::tests {

using casework::Fate;
using casework::PastDeclaration;

inline PastDeclaration past(std::string key, std::string_view form, object answers, base::Instant signed_at, std::string minor_key = "") {
  PastDeclaration one;
  one.key = std::move(key);
  one.form = form;
  one.organisation = "Les Mimosas";
  one.signed_at = signed_at;
  one.answers = std::move(answers);
  one.minor_key = std::move(minor_key);
  return one;
}
/// A declaration as a line of an export says it.
inline PastDeclaration past(imports::Line line) {
  PastDeclaration one = past(std::move(line.key), line.form, std::move(line.answers), line.signed_at, std::move(line.minor_key));
  one.organisation = std::move(line.organisation);
  one.episode_key = std::move(line.episode_key);
  one.amends = std::move(line.amends);
  return one;
}

/// The same text with each id replaced by its rank of appearance.
inline std::string without_ids(const std::string& text) {
  std::map<std::string, std::size_t> ranks;
  std::string said;
  for (std::size_t i = 0; i < text.size();) {
    const std::string word = text.substr(i, 36);
    if (word.size() < 36 || word[8] != '-' || !base::MinorId::parse(word)) {
      said += text[i++];
      continue;
    }
    said += fmt::format("id{}", ranks.emplace(word, ranks.size()).first->second);
    i += 36;
  }
  return said;
}

/// A house that takes the past of others, and says its own.
struct ImportRoom : House {
  access::Actor system = casework::system_actor(desk, "import");

  /// What became of each line, by a new process: "taken", "known" or the code of the first refusal; what cannot be read
  /// first.
  std::string import(const std::vector<PastDeclaration>& lines) {
    casework::Importing importing(desk, system);
    std::vector<base::Result<casework::Prepared>> prepared;
    for (const auto& line : lines) prepared.push_back(importing.prepare(line));
    return take(importing, prepared);
  }
  /// The same of lines as they are written, in their order.
  std::string take(const std::string& text) {
    casework::Importing importing(desk, system);
    std::vector<base::Result<casework::Prepared>> prepared;
    for (const std::string& one : base::split(text, '\n')) {
      if (one.empty()) continue;
      const auto line = imports::parse_line(one);
      if (!line) prepared.push_back(line.error());
      else prepared.push_back(line->act ? importing.prepare(*line) : importing.prepare(past(*line)));
    }
    return take(importing, prepared);
  }
  std::string exported(bool everything = false) {
    std::string text;
    casework::export_past(desk, system, {everything}, [&](const object& line) { text += base::to_text(line) + "\n"; });
    return text;
  }
  int finish() { return casework::Importing(desk, system).finish(); }
  std::string one(const std::string& sql) const { return RawDatabase(file()).one(sql); }

 private:
  static std::string code(const base::Error& error) { return error.fields.empty() ? error.code : error.fields.front().code; }
  static std::string take(casework::Importing& importing, const std::vector<base::Result<casework::Prepared>>& prepared) {
    std::string said;
    std::vector<casework::Prepared> group;
    for (const auto& line : prepared) {
      if (line) group.push_back(*line);
      else said += code(line.error()) + " ";
    }
    const auto fates = importing.take_all(group);
    for (const Fate& fate : fates.value())
      said += fate.sort == Fate::Sort::taken ? "taken " : fate.sort == Fate::Sort::known ? "known " : code(fate.refusal) + " ";
    return said;
  }
};

}  // namespace vigie::tests
