#pragma once
// forms: a form is data. A file in forms/ draws the page, checks the answers, prints the document and names
// the facts.
// 1. A released version is never edited; a declaration keeps its form id and version for ever.
// 2. The same field id means the same thing, of the same type and choices, in every form.
// 3. A bad file is refused whole, with file, place and reason; the program does not start.
// 4. Answers are checked all at once: every error of every field, each with its pointer and a French
// sentence.
// 5. Facts never hold what identifies: a field is identifying or it is a fact. Free text is never a fact.
// 6. A field is of one kind of data: its own, else that of its section.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "access/policy.hpp"
#include "base/embedded.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace vigie::forms {

enum class FieldType {
  text,
  texts,
  narrative,
  phones,
  date,
  instant,
  number,
  tri,
  choice,
  choices,
  departement,
  records
};

struct Choice {
  std::string code;
  std::string label;  // French
};

/// The code used in files: "text", "choice"…
std::string_view to_text(FieldType type);
std::optional<FieldType> parse_field_type(std::string_view text);

/// One question. `parts` are the columns of a field of type records.
struct Field {
  std::string id;
  std::string label;  // French
  std::string help;   // French, may be empty
  FieldType type = FieldType::text;
  std::vector<Choice> choices;
  bool identifying = false;           // sealed apart, never a fact, never shown to analysts
  access::Data data = access::Data::circumstances;  // whom it is open to: access/policy
  bool first = false;                 // asked first, shown first; never required for that
  bool observed = false;              // type tri: the loader adds <id>_observe_le, the date it was observed
  bool planned = false;               // date or instant that may lie ahead
  std::string section;                // id of its section
  std::string source;                 // what asks for it, may be empty
  std::optional<double> least, most;  // type number: range, both ends taken
  std::string unit;                   // type number: "ans", "heures"
  boost::json::value shown_if;        // null, or {"field": id, "is": [codes]}: when the page shows it
  std::vector<Field> parts;           // type records: fields of type text, tri, choice, phones or number
};

struct Section {
  std::string id;
  std::string title;  // French
  access::Data data = access::Data::circumstances;  // of its fields, but those that say otherwise
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

struct Form {
  std::string id;
  int version = 0;
  std::string title;
  std::string about;  // what it is modelled on
  std::vector<std::string> sources;
  std::vector<Section> sections;
  std::vector<Field> fields;
  std::vector<std::vector<std::string>> to_sign;  // of each group, at least one is answered
  std::string text;                               // the file as released, served as it is
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> places;  // of fields, by id: made by parse_form
  access::FieldKinds kinds;                                                        // of its fields: made by parse_form

  /// The field of that id, those added by `observed` too; nothing when the form lacks it.
  const Field* find(std::string_view id) const;
};

/// A form file, checked whole. The refusal's text has one line a mistake, "file: place: reason", where the
/// place is a JSON pointer (with the id of a field for its rank where the whole form is looked at), or a line
/// number when the file is not JSON. Its `fields` say the same, code `formulaire_invalide`.
base::Result<Form> parse_form(const base::EmbeddedFile& file);

/// Every released version of every form.
class Catalogue {
 public:
  /// Also refuses two files with the same id and version, and a field id that means two things in the latest
  /// versions.
  static base::Result<Catalogue> load(std::span<const base::EmbeddedFile> files);
  /// The forms that travel inside the program (forms/*.json without triage*.json); a bad one is a Fault.
  static Catalogue embedded();

  const Form* find(std::string_view id) const;  // latest version
  const Form* find(std::string_view id, int version) const;
  const Form& get(std::string_view id) const;  // must exist
  std::vector<const Form*> list() const;  // latest version of each, in the order classique inquietante appel
                                          // retour preventive, then by id
  /// The field of that id in the latest version of any form, for its label; nothing when no form has it.
  const Field* find_field(std::string_view field_id) const;
  /// Every kind that a field of any version of that form is of; all kinds when there is no such form.
  access::FieldKinds kinds_of(std::string_view id) const;

 private:
  std::map<std::pair<std::string, int>, Form> forms_;
};

}  // namespace vigie::forms
