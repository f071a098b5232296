#pragma once
// The one precompiled header of the tests: that of the house, and what nearly every test includes.
#include "base/pch.hpp"

#include <doctest/doctest.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <random>
#include <shared_mutex>
#include <thread>

#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
