package io.zmqspring.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * The keys below {@code zmq}, read off the settings records.
 */
final class KnownKeys {

	private KnownKeys() {
	}

	/**
	 * All keys of a settings record, nested ones with dots.
	 * @param type the record
	 * @return keys such as {@code socket.ipv6}
	 */
	static List<String> of(Class<?> type) {
		List<String> keys = new ArrayList<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String key = DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				of(component.getType()).forEach((nested) -> keys.add(key + "." + nested));
			}
			else {
				keys.add(key);
			}
		}
		return keys;
	}

	/**
	 * What an unknown key probably should have been.
	 * @param name the unknown key, such as {@code zmq.publishers.events.adress}
	 * @return a sentence
	 */
	static String suggestion(ConfigurationPropertyName name) {
		Class<?> type = ZmqProperties.class;
		int depth = 1;
		while (depth < name.getNumberOfElements()) {
			RecordComponent component = component(type, name.getElement(depth, Form.DASHED));
			if (component == null) {
				return suggestion(name.chop(depth), name.getElement(depth, Form.ORIGINAL), type);
			}
			ResolvableType next = ResolvableType.forMethodReturnType(component.getAccessor());
			boolean map = next.resolve() == Map.class;
			Class<?> nested = map ? next.getGeneric(1).resolve() : next.resolve();
			if (nested == null || !nested.isRecord()) {
				return "'" + name.chop(depth + 1) + "' has no keys of its own.";
			}
			type = nested;
			depth += map ? 2 : 1;
		}
		return "Below '" + name + "' these keys are known: " + String.join(", ", of(type)) + ".";
	}

	private static String suggestion(ConfigurationPropertyName parent, String unknown, Class<?> type) {
		String[] similar = PropertyMatches
			.forField(DataObjectPropertyName.toDashedForm(unknown).replace("-", ""), type, 3)
			.getPossibleMatches();
		String meant = (similar.length > 0)
				? "Did you mean '" + parent + "." + DataObjectPropertyName.toDashedForm(similar[0]) + "'? " : "";
		return meant + "Below '" + parent + "' these keys are known: " + String.join(", ", of(type)) + ".";
	}

	private static @Nullable RecordComponent component(Class<?> type, String dashed) {
		String uniform = uniform(dashed);
		return Arrays.stream(type.getRecordComponents())
			.filter((component) -> uniform(component.getName()).equals(uniform))
			.findFirst()
			.orElse(null);
	}

	static String uniform(String key) {
		return key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(java.util.Locale.ROOT);
	}

}
