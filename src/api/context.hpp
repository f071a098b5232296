#pragma once
// api: JSON in, JSON out, one file per resource. No rule of the field lives here.
// 1. A handler decodes, calls one act of casework, encodes. What it may show, casework has already decided.
// 2. Names outside are those of the contract (schemas/openapi.yaml); organisations and accounts are named, not numbered.
// 3. Every error of a body is told at once where that is possible, each with its JSON pointer.
#include "access/role.hpp"
#include "casework/desk.hpp"
#include "casework/live.hpp"
#include "casework/sign_in.hpp"
#include "http/message.hpp"

namespace vigie::api {

/// What every handler works with.
struct Context {
  const casework::Desk& desk;
  casework::Throttle& throttle;
  casework::Live& live;
};

/// A JSON answer; 201 and 200 alike.
http::Response answer(int status, boost::json::value body);
/// The same with the entity tag of a version: "v17".
http::Response answer(int status, boost::json::value body, std::int64_t version);

}  // namespace vigie::api
