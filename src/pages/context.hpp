#pragma once
#include "access/role.hpp"
#include "casework/desk.hpp"
#include "casework/live.hpp"
#include "casework/sign_in.hpp"
#include "http/message.hpp"
#include "oidc/provider.hpp"

namespace vigie::pages {

/// What every page works with.
struct Context {
  const casework::Desk& desk;
  casework::Throttle& throttle;
  casework::Live& live;
  oidc::Provider* provider = nullptr;  // none: one signs in by password only
};

/// Who visits a page that is open to everybody: the account of its session, or an Actor without a login.
access::Actor visitor(const Context& context, const http::Request& request);

}  // namespace vigie::pages
