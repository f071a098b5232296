#pragma once
#include "casework/open_file.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// A declaration as signed, with its form of then, as a person reads it.
struct SignedView {
  store::Declaration declaration;
  const forms::Form* form = nullptr;  // of the version signed
  std::string organisation, login;    // who signed; a login is not told to other organisations
  std::string minor, minor_reference, absence;  // references and the name shown; empty when it is about none
  std::string zone;
  struct Undoing {
    std::string act, when, organisation, reason;
  };
  std::vector<Undoing> undoings;  // in order
  bool own = false, took_back = false, may_sign = false;

  std::string path(std::string_view end = {}) const;
  bool may_take_back() const { return own && may_sign && !declaration.withdrawn_at && !declaration.amended_by; }
  bool may_restore() const { return (own || took_back) && may_sign && declaration.withdrawn_at.has_value(); }
};
/// Within the actor's reach, with the audit line of an opening. Refuses 404.
base::Result<SignedView> open_signed(const Context& context, const access::Actor& actor, std::string_view id);

/// Reference, date, organisation, what became of it, answers: values shared by the page and the print.
void show_signed(Dict& body, const SignedView& view);

/// On paper: a page of its own, A4, without navigation; or the same as a file that needs nothing else to be read.
enum class Paper { page, file };
http::Response print_signed(const SignedView& view, Paper paper);

}  // namespace vigie::pages
