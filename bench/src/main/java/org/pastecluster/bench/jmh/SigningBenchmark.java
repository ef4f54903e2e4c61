package org.pastecluster.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pastecluster.http.Secret;

/** What a request's signature costs: the hash of its body, the HMAC over its head, and the check of that. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SigningBenchmark {

    @Param({"200", "2000"})
    public int bytes;

    private final Secret secret = new Secret("a-secret-of-the-bench-alone");
    private String text = "";
    private byte[] body = {};
    private String signature = "";

    @Setup
    public void prepare() {
        text = "x".repeat(bytes);
        body = text.getBytes(StandardCharsets.UTF_8);
        signature = secret.sign(text);
    }

    @Benchmark
    public String sign() {
        return secret.sign(text);
    }

    @Benchmark
    public boolean check() {
        return secret.hasSigned(text, signature);
    }

    @Benchmark
    public String hash() {
        return Secret.hash(body);
    }
}
