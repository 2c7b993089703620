// Asio's own code, compiled once: elsewhere BOOST_ASIO_SEPARATE_COMPILATION leaves its headers with declarations.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
