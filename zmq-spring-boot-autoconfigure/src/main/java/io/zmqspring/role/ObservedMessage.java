package io.zmqspring.role;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a message, or a batch, when it begins to be observed.
 *
 * @param operation what is done with it
 * @param role the kind of role that does it
 * @param name the name of the role in the settings
 * @param destination the topic, or the pool; empty if there is none or several
 * @param handler the id of the handler, {@code null} where none handles it
 * @param headers the headers; of a message to be sent, a map that whoever observes may
 * add to before the message leaves
 */
public record ObservedMessage(MessageOperation operation, String role, String name, String destination,
		@Nullable String handler, Map<String, String> headers) {

}
