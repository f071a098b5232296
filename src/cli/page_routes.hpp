#pragma once
#include "http/router.hpp"
#include "pages/context.hpp"

namespace vigie::cli {

/// The pages: who may try which. `context` must outlive the routes.
std::vector<http::Route> page_routes(const pages::Context& context);

}  // namespace vigie::cli
