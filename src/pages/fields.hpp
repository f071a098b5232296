#pragma once
#include <set>

#include "forms/check.hpp"
#include "pages/body.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

// Fields of a form definition on a page. The state of a form is its answers, as casework takes them: what could not be
// read stays there as it was typed, a text, and comes back beside its error. So a draft is drawn like a form in error.
// An input is named by its field's id; a part of a date, an entry, a column of a record by a dot: date_naissance.mois,
// accompagnants.0.nom. Names that begin with « _ » are the page's own (_cle, _ajouter).

/// When and where what is typed is read.
struct Moment {
  base::Instant now;
  std::string_view zone = base::paris;
};
/// The zone of the département that the body or the answers name (departement, else retour_departement), else `otherwise`.
std::string_view zone_in(const Body& body, std::string_view otherwise = base::paris);
std::string_view zone_in(const boost::json::object& answers, std::string_view otherwise = base::paris);

/// A form filled so far.
struct Filled {
  boost::json::object answers = {};
  std::vector<base::FieldError> errors = {};  // pointers "/answers/<field>…"
  std::set<std::string> more = {};            // lists of which one more entry was asked for
};

using Fields = std::vector<const forms::Field*>;
/// Fields of a section, or of the whole form, in the order of the form.
Fields fields_of(const forms::Form& form, std::string_view section = {});

/// What a body answers to `fields`; a field left blank has no answer (« non posée »). An entry asked for by the button
/// _ajouter is in `more`.
Filled read_fields(const Fields& fields, const Body& body, const Moment& moment);
/// Adds every error that signing would find in the form (see forms::check), but those of fields that could not be read.
void check_filled(Filled& filled, const forms::Form& form, const Moment& moment);
/// Adds the fields in error of a refusal of casework.
void add_errors(Filled& filled, const base::Error& refusal);

/// Draws each field as a part FIELD of `at`, whose template says {{#FIELD}}{{>INPUT}}{{/FIELD}} (around it {{FIELD_ID}} names the
/// field, {{#TRI}} says that it is a question of four states); the page needs fields.js and a <form data-fields> that begins with a hidden submit button, or Enter would press the first « Ajouter » (see retour.html).
void draw_fields(Dict& at, const Fields& fields, const Filled& filled, const Moment& moment);
/// For Page::errors: in the order of the form, each with the id of the input to mend.
std::vector<ShownError> shown_errors(const Fields& fields, const Filled& filled);

}  // namespace vigie::pages
