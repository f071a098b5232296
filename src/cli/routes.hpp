#pragma once
#include "api/context.hpp"
#include "http/router.hpp"
#include "pages/context.hpp"

namespace vigie::cli {

/// The route table: the two screens (this one for programs, page_routes.cpp for people) that say who may try what. The
/// contexts must outlive the routes.
std::vector<http::Route> routes(const api::Context& api, const pages::Context& pages);
/// Who a request comes from, by its token or session cookie.
http::Authenticate authenticate(const api::Context& context);

}  // namespace vigie::cli
