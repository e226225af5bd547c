using System.Diagnostics;
using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Targets;

/// <summary>nginx as a plain pass-through with request buffering off, which is the faster and so the harder comparison.</summary>
internal sealed class NginxTarget : ITarget
{
    private const string Binary = "nginx";

    /// <inheritdoc/>
    public string Name => TargetList.Nginx;

    /// <inheritdoc/>
    public string? Version(Workspace workspace)
    {
        using var process = Process.Start(new ProcessStartInfo(Binary, "-v") { RedirectStandardError = true })!;
        return process.StandardError.ReadToEnd().Trim().Replace("nginx version: ", "", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public RunningTarget Start(Workspace workspace, int sinkPort)
    {
        var folder = workspace.NewFolder("nginx");
        var port = Workspace.FreePort();
        var path = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(path, Configuration(folder, port, sinkPort));
        var start = new ChildStart("nginx", Binary, ["-c", path, "-p", folder, "-e", "stderr"]);
        return new RunningTarget(Name, ChildProcess.Start(start, workspace), port, "/v1/chat/completions", []);
    }

    private static string Configuration(string folder, int port, int sinkPort) => $$"""
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        daemon off;
        worker_processes 2;
        pid {{folder}}/nginx.pid;
        error_log stderr warn;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_max_body_size 0;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          keepalive_requests 1000000000;
          upstream sink {
            server 127.0.0.1:{{sinkPort}};
            keepalive 64;
            keepalive_requests 1000000000;
          }
          server {
            listen 127.0.0.1:{{port}};
            location / {
              proxy_pass http://sink;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_request_buffering off;
            }
          }
        }
        """;
}
