#pragma once
// access/policy: what each profession reads and writes of each kind of data, and which acts are its own. The tables are
// policy.cpp, one screen; everything that decides what a person sees asks them.
// 1. What a declaration tells belongs to the organisation that signed it, which reads it whole.
// 2. Another organisation reads a kind when a named person transmitted it, or under the standing agreement: within its
//    département (Reach::departement) or everywhere (Reach::all). Of a child that it reaches, an absence elsewhere is known
//    to exist, with its dates.
// 3. Every field of every form is of exactly one kind (its form says which).
// 4. Rules hear everything; what a reader may not read still counts, and is shown as held by another organisation.
#include <array>
#include <bitset>
#include <span>

#include "access/role.hpp"

namespace vigie::access {

/// Kinds of data; a form field is of one of those up to address.
enum class Data : std::uint8_t {
  identity,       // who the child is, what it looks like
  circumstances,  // what happened, where from, with whom; the narrative
  vital,          // a treatment it cannot miss, a risk of suicide
  health,         // any other health, pregnancy, care
  signs,          // of exploitation
  caller,         // who calls the 116 000
  address,        // where a found child is
  fpr,            // number, category and service of the entry; that there is one, and its dates, are Reach::dates
  absences,       // that an absence exists, its dates and levels
  grounds,        // why an officer decided
  merges          // which files were put together
};
constexpr std::size_t kinds_of_data = 11;
constexpr std::size_t kinds_of_fields = 7;
using FieldKinds = std::bitset<kinds_of_fields>;  // in the order of Data
std::string_view to_text(Data data);
/// French, what people read: « l’identité », « la santé »…
std::string_view label_of(Data data);
/// A kind that a form field may be of, by its code.
std::optional<Data> parse_field_data(std::string_view code);

/// How far a profession reads a kind of data; each includes those before it, from `own` on.
enum class Reach : std::uint8_t {
  none,
  aggregated,    // in counts only
  pseudonymous,  // without identity
  dates,         // whether and since when
  own,           // what its organisation signed
  given,         // and what a named person transmitted to it
  hosted,        // and what anybody told of the minors that it hosts
  departement,   // and what is of its own département; an organisation of the whole country has all of them
  all            // whoever signed it: the standing agreement
};

/// By what a reader comes to a declaration, or to what is known of a minor.
enum class Hold : std::uint8_t { own, given, hosted, departement, stranger };

struct Cell {
  Reach read = Reach::none;
  bool write = false;
  bool urgent = false;  // an emergency access opens it
};
struct Row {
  Data data;
  std::array<Cell, 6> of;  // in the order of Role
  std::string_view source;
};

/// What is known to be an act of some professions only.
enum class Act : std::uint8_t {
  search, take_call, declare, record_return, interview, disagree, decide, record_fpr, merge, list_readers,
  transmit, request, open_urgently, disclose_address, start_placement, end_placement
};

struct Policy {
  std::array<Row, kinds_of_data> rows;
  const Cell& at(Data data, Role role) const { return rows[static_cast<std::size_t>(data)].of[static_cast<std::size_t>(role)]; }
  Cell& at(Data data, Role role) { return rows[static_cast<std::size_t>(data)].of[static_cast<std::size_t>(role)]; }
};
/// The one that stands.
const Policy& standing_policy();

/// What binds one reader: a département binds nobody whose organisation has none.
Reach reach_of(const Scope& scope, Data data);
bool reads(const Policy& policy, Role role, Data data, Hold hold);
/// For whoever the policy binds; the rules' own scope reads everything.
bool reads(const Scope& scope, Data data, Hold hold);
bool reads(const Actor& actor, Data data, Hold hold);
/// Whether an emergency access opens it to the reader.
bool reads_urgently(const Scope& scope, Data data);
bool writes(const Policy& policy, Role role, Data data);
/// The professions that read a kind by themselves, whoever signed it.
Roles readers_of(Data data);
/// Those that do within their département only.
Roles near_readers_of(Data data);

Roles roles_of(Act act);
bool may(const Actor& actor, Act act);
/// Which forms a profession signs.
bool may_sign(Role role, std::string_view form);

}  // namespace vigie::access
