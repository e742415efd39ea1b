package io.zmqspring.wire;

/**
 * What tells which work a result belongs to.
 *
 * @param text the value as text, by which it is compared
 * @param literal the value as it stands in JSON, by which it is echoed
 */
public record CorrelationValue(String text, String literal) {

}
