/**
 * Auto-configuration: properties to beans, and explanations of failed starts.
 */
@NullMarked
package io.zmqspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
