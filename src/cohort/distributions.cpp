#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cohort/rows_detail.hpp"

namespace vigie::cohort {

std::string decimal(double value, int figures) {
  auto text = fmt::format("{:.{}f}", value, figures);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string percent(double share) { return fmt::format("{} %", decimal(100 * share)); }

std::string whole(double value) {
  const auto digits = fmt::format("{:.0f}", value);
  std::string text;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) text += " ";
    text += digits[at];
  }
  return text;
}

namespace {

void add_part(std::string& whole, std::string_view title, const std::vector<Row>& rows) {
  const auto cell = [](std::string text, std::size_t width) {
    const auto length = base::length_of(text);
    return text + std::string(width > length ? width - length : 0, ' ');
  };
  whole += fmt::format("\n{}\n", title);
  for (const auto& row : rows) {
    auto line = fmt::format("  {}{}{}{}", cell(row.parameter, 42), cell(row.here, 13),
                            cell(row.published, 18), row.source);
    line.erase(line.find_last_not_of(' ') + 1);
    whole += line + "\n";
  }
}

}  // namespace

std::string to_table(const Survey& of) {
  const auto day = [](base::Instant at) { return base::to_french(base::to_local(at, base::paris).date); };
  std::string table = fmt::format(
      "Cohorte fictive : {} absences de {} mineurs, du {} au {} exclu, graine {}.\n"
      "« Publié » est un repère, pas une cible : les sources décrivent des populations et des mesures "
      "différentes.\n",
      whole(static_cast<double>(of.girls.whole)), whole(static_cast<double>(of.minors)), day(of.plan.from),
      day(of.plan.to), of.plan.seed);
  add_part(table, "PARAMÈTRE                                   COHORTE      PUBLIÉ            SOURCE", {});
  add_part(table, "Volumes", volumes(of));
  add_part(table, "Mineurs (à chaque absence)", children(of));
  add_part(table, "Répétition", repetition(of));
  add_part(table, "Durées et heures", durations(of));
  add_part(table, "Retours", returns(of));
  add_part(table, "Exploitation", exploitation(of));
  add_part(table, "Noms et écritures", names(of));
  return table;
}

}  // namespace vigie::cohort
