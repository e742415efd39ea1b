package io.zmqspring.sample;

import java.util.List;
import java.util.Map;

/**
 * Environment variables without which a profile cannot run are missing or empty.
 */
@SuppressWarnings("serial")
class MissingVariableException extends RuntimeException {

	private final Map<String, String> missing;

	private final List<String> profiles;

	/**
	 * Name what is missing.
	 * @param missing from the variable to what it means
	 * @param profiles the active profiles
	 */
	MissingVariableException(Map<String, String> missing, List<String> profiles) {
		super("Missing environment variable" + ((missing.size() > 1) ? "s" : "") + ": "
				+ String.join(", ", missing.keySet()));
		this.missing = missing;
		this.profiles = profiles;
	}

	Map<String, String> missing() {
		return this.missing;
	}

	List<String> profiles() {
		return this.profiles;
	}

}
