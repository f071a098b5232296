#pragma once
#include "api/context.hpp"
#include "http/router.hpp"

namespace vigie::cli {

/// The route table: the one screen that says who may try what. `context` must outlive the routes.
std::vector<http::Route> routes(const api::Context& context);
/// Who a request comes from, by its token or session cookie.
http::Authenticate authenticate(const api::Context& context);

}  // namespace vigie::cli
