#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "cohort/absence.hpp"
#include "cohort/random.hpp"
#include "cohort/setting.hpp"

namespace vigie::cohort {

/// A sign of the form, seen from that absence of the child on (0 = the first).
struct Sign {
  std::string_view field;
  std::size_t from = 0;
};

struct Handle {
  std::string_view platform;
  std::string name;
};

/// What makes a child hard to recognise.
enum class Twist { none, swapped_birth, nickname_only };

/// One fictitious child, as it truly is.
struct Child {
  std::string key;  // "m0042"
  bool girl = false;
  base::Date birth;
  std::string nom, nom_usage, prenoms, nickname;  // nom_usage and nickname may be empty
  std::vector<std::string> phones;
  std::vector<Handle> handles;
  bool mna = false;  // unaccompanied; the birth date is an attributed 1 January
  const Foyer* foyer = nullptr;
  const Town* town = nullptr;  // where the family lives
  std::string_view lieu_de_vie, fondement;
  bool foyer_tells = false;  // the foyer itself declares; otherwise the police does after its call
  bool exploited = false;
  std::vector<Sign> signs;
  std::vector<std::string_view> dangers;  // fields of Danger that hold
  int treatment_hours = 0;
  int earlier_absences = 0;  // before the cohort begins
  std::string parent_name, parent_phone;
  std::string plate;  // of a car seen near the foyer; empty: none
  Twist twist = Twist::none;
  std::vector<Absence> absences;  // in order

  bool placed() const { return foyer != nullptr; }
  std::string_view departement() const { return foyer ? foyer->departement : town->departement; }
  std::string_view commune() const { return foyer ? foyer->commune : town->commune; }
  std::string_view zone() const { return base::zone_of_departement(departement()); }
};

/// Everything about one child of the demo, its absences included; `chronic` children leave eight times a year
/// or more.
Child draw_child(Random& random, const Plan& plan, int index, bool chronic);

// Parts of the above, in the order drawn.
/// Whether a child who leaves so many times a year is in exploitation.
bool draw_exploited(Random& random, const Setting& setting, int absences);
void draw_home(Random& random, const Setting& setting, Child& child, int absences);
/// Name, sex, phones, handles, parent.
void draw_identity(Random& random, const Setting& setting, Child& child);
/// The age at the middle absence, which says the birth; some placed children are unaccompanied minors.
void draw_age(Random& random, Child& child);
/// Born so as to be `age` at `at`, some day of that year; never adult at `last`.
base::Date draw_birth(Random& random, int age, base::Instant at, base::Instant last);
/// The signs and dangers of a child whose absences are known.
void draw_signs(Random& random, Child& child);

}  // namespace vigie::cohort
