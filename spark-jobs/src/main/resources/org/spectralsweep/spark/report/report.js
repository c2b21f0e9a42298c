// Draws the charts of a report again, so that a reader can point at marks, zoom, and choose series. Tooltips are drawn
// on the canvas as text, never as HTML, so names need no escaping here.
(function () {
  'use strict';
  if (typeof echarts === 'undefined') { return; }
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  var plots = [];

  function number(value) {
    if (value === null || value === undefined || value === '') { return '–'; }
    var size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) { return value.toExponential(2).replace('e+', 'e'); }
    return String(Number(value.toPrecision(4)));
  }

  function tick(value) {
    var size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e5)) { return value.toExponential(0).replace('e+', 'e'); }
    return String(Number(value.toPrecision(4)));
  }

  function colors() {
    return dark.matches
      ? { ink: '#e6e8ea', soft: '#a9b1ba', line: '#3a4048', shade: 'rgba(255,255,255,0.05)', card: '#262b31' }
      : { ink: '#1f2328', soft: '#57606a', line: '#e4e4e4', shade: '#f3f3ee', card: '#ffffff' };
  }

  // Ink on dark paper would not show; the lines of rivals and the ramp's dark end get lighter there.
  function seen(color) {
    if (!dark.matches) { return color; }
    var rgb = [1, 3, 5].map(function (i) { return parseInt(color.substr(i, 2), 16); });
    var light = 0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2];
    var part = light < 110 ? (110 - light) / 200 : 0;
    return 'rgb(' + rgb.map(function (c) { return Math.round(c + (255 - c) * part); }).join(',') + ')';
  }

  function ends(panel, key) {
    var axis = panel[key], at = key === 'x' ? 0 : 1, low = Infinity, high = -Infinity;
    panel.layers.forEach(function (layer) {
      if (layer.role === 'guide' && key === 'y') { return; }
      layer.marks.forEach(function (mark) {
        var values = key === 'y' && mark.length > 2 && layer.style !== 'map' ? [mark[1], mark[2], mark[3]] : [mark[at]];
        values.forEach(function (value) {
          if (value !== null && (!axis.log || value > 0)) { low = Math.min(low, value); high = Math.max(high, value); }
        });
      });
    });
    if (low > high) { return {}; }
    var factor = axis.log ? Math.pow(high / low || 1, 0.04) : 0.05 * (high - low) || 1;
    if (axis.log && factor === 1) { factor = 2; }
    return {
      min: axis.min !== undefined ? axis.min : axis.log ? low / factor : low - factor,
      max: axis.max !== undefined ? axis.max : axis.log ? high * factor : high + factor
    };
  }

  // Ticks are powers of the base, of which a short axis would have one or none.
  function baseOf(axis, range) { return axis.log && range.max / range.min < 150 ? 2 : 10; }

  // Powers of two below a tenth have many digits, beside which the axis' name needs room.
  function wideTicks(panel) {
    var range = ends(panel, 'y');
    return baseOf(panel.y, range) === 2 && range.min < 0.1 ? 16 : 0;
  }

  function axisOf(panel, key, grid, tone) {
    var axis = panel[key], range = ends(panel, key), x = key === 'x';
    var base = baseOf(axis, range);
    return {
      type: axis.log ? 'log' : 'value', logBase: base, gridIndex: grid,
      minorTick: { show: axis.log && base === 10, splitNumber: 9 }, name: axis.label, nameLocation: 'middle',
      nameGap: x ? 26 : 50 + wideTicks(panel), nameTextStyle: { color: tone.ink }, min: range.min, max: range.max,
      axisLabel: { color: tone.soft, formatter: tick, hideOverlap: true, showMinLabel: false, showMaxLabel: false },
      axisLine: { lineStyle: { color: tone.soft } },
      splitLine: { lineStyle: { color: tone.line } }, minorSplitLine: { show: false }, scale: true
    };
  }

  var CROSS = 'path://M0,1L1,0L5,4L9,0L10,1L6,5L10,9L9,10L5,6L1,10L0,9L4,5Z';
  var SYMBOLS = { points: 'circle', open: 'emptyTriangle', crosses: CROSS };

  function band(layer, name, grid, color) {
    var marks = layer.marks.filter(function (mark) { return mark.length > 2; });
    if (marks.length < 2) { return null; }
    return {
      type: 'custom', name: name, xAxisIndex: grid, yAxisIndex: grid, silent: true, z: 1, clip: true, itemStyle: { color: color },
      data: [[marks[0][0], marks[0][1]]],
      renderItem: function (params, api) {
        var points = marks.map(function (mark) { return api.coord([mark[0], mark[3]]); });
        marks.slice().reverse().forEach(function (mark) { points.push(api.coord([mark[0], mark[2]])); });
        return { type: 'polygon', shape: { points: points }, style: { fill: color, opacity: 0.16 } };
      }
    };
  }

  function whiskers(layer, name, grid, color) {
    var marks = layer.marks.filter(function (mark) { return mark.length > 2; });
    if (marks.length === 0) { return null; }
    return {
      type: 'custom', name: name, xAxisIndex: grid, yAxisIndex: grid, silent: true, z: 2, clip: true, itemStyle: { color: color }, data: marks,
      renderItem: function (params, api) {
        var high = api.coord([api.value(0), api.value(3)]), low = api.coord([api.value(0), api.value(2)]), by = layer.shift || 0;
        // An open whisker has no upper end: it leaves the plot.
        var top = isFinite(high[1]) ? high[1] : params.coordSys.y;
        return {
          type: 'line', shape: { x1: low[0] + by, y1: top, x2: low[0] + by, y2: low[1] }, style: { stroke: color, lineWidth: 1.5 }
        };
      }
    };
  }

  // A mark area would lie over the bands as soon as the chart changes.
  function shade(panel, grid) {
    var y = panel.layers[0].marks[0][1];
    return {
      type: 'custom', xAxisIndex: grid, yAxisIndex: grid, silent: true, z: 0, clip: true, data: [[panel.shaded[0], y]],
      renderItem: function (params, api) {
        var low = api.coord([panel.shaded[0], y])[0], high = api.coord([panel.shaded[1], y])[0];
        return {
          type: 'rect', style: { fill: colors().shade },
          shape: { x: low, y: params.coordSys.y, width: high - low, height: params.coordSys.height }
        };
      }
    };
  }

  function series(panel, grid) {
    var all = [];
    if (panel.shaded && panel.layers.length > 0) { all.push(shade(panel, grid)); }
    panel.layers.forEach(function (layer) {
      var name = layer.name || '', color = seen(layer.color), repeats = layer.role === 'repeats';
      var line = layer.style === 'lines' || layer.style === 'dashed' || layer.style === 'steps';
      var drawn = {
        type: line ? 'line' : layer.style === 'bars' ? 'bar' : 'scatter', name: name, xAxisIndex: grid, yAxisIndex: grid,
        data: line ? layer.marks.slice().sort(function (a, b) { return a[0] - b[0]; }) : layer.marks,
        itemStyle: { color: color, opacity: repeats ? 0.35 : 1 }, clip: true, animation: false,
        z: layer.role === 'main' ? 5 : 3, series: layer.series
      };
      if (line) {
        drawn.showSymbol = false;
        drawn.step = layer.style === 'steps' ? 'end' : false;
        drawn.lineStyle = { color: color, width: 2, type: layer.style === 'dashed' ? 'dashed' : 'solid' };
        drawn.emphasis = { focus: 'series' };
      } else {
        drawn.symbol = SYMBOLS[layer.style] || 'circle';
        drawn.symbolSize = repeats ? 4 : 8;
        drawn.symbolOffset = [layer.shift || 0, 0];
        drawn.large = false;
      }
      var extra = line ? band(layer, name, grid, color) : whiskers(layer, name, grid, color);
      if (extra) { all.push(extra); }
      all.push(drawn);
    });
    return all;
  }

  function tooltip(panel, tone) {
    return {
      trigger: 'item', renderMode: 'richText', backgroundColor: tone.card, borderColor: tone.soft,
      textStyle: { color: tone.ink }, confine: true,
      formatter: function (item) {
        var mark = item.value, below = item.seriesIndex >= panel.mainSeries;
        var y = below && panel.below ? panel.below.y.label : panel.y.label;
        var text = (item.seriesName && item.seriesName.indexOf('series') !== 0 ? item.seriesName + '\n' : '') + panel.x.label + ': ' + number(mark[0]) + '\n' + y + ': ' + number(mark[1]);
        return mark.length > 3 ? text + ' [' + number(mark[2]) + ', ' + (mark[3] === null ? 'not reached' : number(mark[3])) + ']' : text;
      }
    };
  }

  function toolbox(tone, small) {
    var feature = {
      // Marks outside an axis stay, so that lines go on to its end.
      dataZoom: { title: { zoom: 'zoom into a box', back: 'one zoom back' }, filterMode: 'none' },
      restore: { title: 'all marks' }
    };
    if (!small) { feature.saveAsImage = { title: 'save as PNG', pixelRatio: 2 }; }
    return { right: 4, top: 0, itemSize: 12, itemGap: 6, iconStyle: { borderColor: tone.soft }, feature: feature };
  }

  var ICONS = {
    lines: 'path://M0,4h20v3h-20z', dashed: 'path://M0,4h7v3h-7zM12,4h8v3h-8z', steps: 'path://M0,4h20v3h-20z',
    open: 'triangle', crosses: CROSS, bars: 'rect'
  };

  // One entry for each name; gray where it stands for marks of several colours.
  function entries(panel, tone) {
    var found = {}, order = [];
    panel.layers.forEach(function (layer) {
      if (!layer.name) { return; }
      var color = seen(layer.color);
      if (!found[layer.name]) {
        found[layer.name] = { name: layer.name, icon: ICONS[layer.style] || 'circle', itemStyle: { color: color } };
        order.push(found[layer.name]);
      } else if (found[layer.name].itemStyle.color !== color) {
        found[layer.name].itemStyle = { color: tone.soft };
      }
    });
    return order;
  }

  function titleOf(panel, tone, width) {
    return panel.title
      ? { text: panel.title, left: 4, top: 0, textStyle: { fontSize: 12, color: tone.ink, width: width - 90, overflow: 'truncate' } }
      : undefined;
  }

  function curves(panel, tone, label, width, height, small) {
    var main = series(panel, 0), below = panel.below ? series(panel.below, 1) : [];
    panel.mainSeries = main.length;
    var named = entries(panel, tone), beside = !panel.title && width > 640;
    var legendTop = beside ? 2 : 22, top = named.length > 0 ? legendTop + 32 : legendTop + 14;
    var residuals = Math.round(0.19 * height), left = 68 + wideTicks(panel);
    var xBelow = panel.below ? axisOf(panel.below, 'x', 1, tone) : null;
    var yBelow = panel.below ? axisOf(panel.below, 'y', 1, tone) : null;
    // Beside a low axis there is no room for its whole name, which the other axis' name would meet.
    if (yBelow && residuals < 90) { yBelow.name = 'residual'; }
    return {
      aria: { enabled: true, label: { description: label } }, backgroundColor: 'transparent', animation: false,
      title: titleOf(panel, tone, width),
      legend: {
        data: named, type: 'scroll', top: legendTop, left: 4, right: beside ? 120 : 8, itemWidth: 18, itemHeight: 10,
        itemGap: 12, textStyle: { color: tone.ink }, pageTextStyle: { color: tone.soft }, pageIconColor: tone.ink
      },
      toolbox: toolbox(tone, small), tooltip: tooltip(panel, tone),
      grid: panel.below
        ? [{ left: left, right: 16, top: top, bottom: 46 + residuals + 34 }, { left: left, right: 16, bottom: 46, height: residuals }]
        : [{ left: left, right: 16, top: top, bottom: 46 }],
      xAxis: [axisOf(panel, 'x', 0, tone)].concat(xBelow ? [xBelow] : []),
      yAxis: [axisOf(panel, 'y', 0, tone)].concat(yBelow ? [yBelow] : []),
      series: main.concat(below)
    };
  }

  function heat(panel, tone, label, width, small) {
    var marks = panel.layers[0].marks;
    function places(at) {
      return marks.map(function (mark) { return mark[at]; })
        .filter(function (value, i, all) { return all.indexOf(value) === i; })
        .sort(function (a, b) { return a - b; });
    }
    var xs = places(0), ys = places(1), log = panel.color.log;
    var values = marks.map(function (mark) { return mark[2]; }).filter(function (value) { return value !== null; });
    var low = panel.color.min !== undefined ? panel.color.min : Math.min.apply(null, values);
    var high = panel.color.max !== undefined ? panel.color.max : Math.max.apply(null, values);
    function category(key, data) {
      return {
        type: 'category', data: data.map(tick), name: panel[key].label, nameLocation: 'middle', nameGap: key === 'x' ? 26 : 36,
        nameTextStyle: { color: tone.ink }, axisLabel: { color: tone.soft }, axisLine: { lineStyle: { color: tone.soft } }
      };
    }
    function scaled(value) { return value === null ? '-' : log ? Math.log10(value) : value; }
    return {
      aria: { enabled: true, label: { description: label } }, animation: false, backgroundColor: 'transparent',
      title: titleOf(panel, tone, width), toolbox: toolbox(tone, small), grid: [{ left: 56, right: 16, top: 34, bottom: 96 }],
      tooltip: {
        renderMode: 'richText', backgroundColor: tone.card, borderColor: tone.soft, textStyle: { color: tone.ink }, confine: true,
        formatter: function (item) {
          var mark = item.value;
          return panel.x.label + ': ' + number(xs[mark[0]]) + '\n' + panel.y.label + ': ' + number(ys[mark[1]]) + '\n'
            + panel.color.label + ': ' + number(mark[3]);
        }
      },
      xAxis: category('x', xs), yAxis: category('y', ys),
      visualMap: {
        min: scaled(low), max: scaled(high) > scaled(low) ? scaled(high) : scaled(low) + 1, dimension: 2, calculable: true,
        orient: 'horizontal', left: 'center', bottom: 0, precision: 3, textStyle: { color: tone.ink }, itemHeight: 200,
        text: [panel.color.label, ''], inRange: { color: panel.ramp },
        formatter: function (value) { return number(log ? Math.pow(10, value) : value); }
      },
      series: [{
        type: 'heatmap', animation: false,
        data: marks.map(function (mark) { return [xs.indexOf(mark[0]), ys.indexOf(mark[1]), scaled(mark[2]), mark[2]]; })
      }]
    };
  }

  function option(plot) {
    var tone = colors(), map = plot.panel.layers.length > 0 && plot.panel.layers[0].style === 'map';
    var width = plot.node.clientWidth;
    return map
      ? heat(plot.panel, tone, plot.label, width, plot.small)
      : curves(plot.panel, tone, plot.label, width, plot.node.clientHeight, plot.small);
  }

  function show(plot) {
    if (plot.chart) { plot.chart.dispose(); }
    plot.width = plot.node.clientWidth;
    plot.chart = echarts.init(plot.node, null, { renderer: plot.panel.layers.some(many) ? 'canvas' : 'svg' });
    plot.chart.setOption(option(plot));
  }

  function draw(box) {
    var panels = JSON.parse(document.getElementById(box.id + '-data').textContent);
    var drawn = box.parentNode.querySelector('.drawn');
    box.hidden = false;
    box.classList.toggle('many', panels.length > 1);
    panels.forEach(function (panel) {
      var node = document.createElement('div');
      node.className = panel.below ? 'plot tall' : 'plot';
      node.setAttribute('role', 'img');
      box.appendChild(node);
      var plot = { panel: panel, node: node, label: box.dataset.label, small: panels.length > 1 };
      show(plot);
      plots.push(plot);
    });
    if (drawn) { drawn.style.display = 'none'; }
  }

  function many(layer) { return layer.marks.length > 400; }

  function drawSafely(box) {
    try {
      draw(box);
    } catch (problem) {
      // The drawn picture is still there.
      box.textContent = '';
      box.hidden = true;
      console.error(problem);
    }
  }

  function drawOnce(box) {
    if (box.hidden && !box.dataset.tried) {
      box.dataset.tried = 'yes';
      drawSafely(box);
    }
  }

  // Charts far below are drawn when a reader comes near, and otherwise one after the other once the page is there.
  var boxes = Array.prototype.slice.call(document.querySelectorAll('.live'));
  if ('IntersectionObserver' in window) {
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) {
          observer.unobserve(entry.target);
          drawOnce(entry.target.querySelector('.live'));
        }
      });
    }, { rootMargin: '600px' });
    boxes.forEach(function (box) { observer.observe(box.parentNode); });
    boxes.forEach(function (box, i) { setTimeout(function () { drawOnce(box); }, 2000 + 100 * i); });
  } else {
    boxes.forEach(drawOnce);
  }
  window.addEventListener('resize', function () {
    plots.forEach(function (plot) {
      if (plot.node.clientWidth !== plot.width && plot.node.clientWidth > 0) { show(plot); }
    });
  });
  dark.addEventListener('change', function () { plots.forEach(show); });

  document.querySelectorAll('pre.copy').forEach(function (block) {
    if (!navigator.clipboard) { return; }
    var frame = document.createElement('div'), button = document.createElement('button');
    frame.className = 'copied';
    button.type = 'button';
    button.textContent = 'Copy';
    block.parentNode.insertBefore(frame, block);
    frame.appendChild(block);
    frame.appendChild(button);
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(block.textContent).then(function () { button.textContent = 'Copied'; });
    });
  });
})();
