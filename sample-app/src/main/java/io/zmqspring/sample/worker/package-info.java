/**
 * The worker: makes thumbnails and histograms of the pictures it is handed.
 */
@NullMarked
package io.zmqspring.sample.worker;

import org.jspecify.annotations.NullMarked;
